package dev.inquest.benchmarks.kmsg;

import dev.inquest.collectors.kernel.KmsgDevice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/// Floods this host's kernel log and prints what its reader read and what was overwritten before it
/// could, beside the kernel's own sequence numbers. It needs root, and it empties the ring buffer.
public final class Main {

    private static final Path DEVICE = Path.of("/dev/kmsg");
    private static final int RECORDS = 50_000;

    private final Flood flood = new Flood(DEVICE);
    private final int records;

    private Main(int records) {
        this.records = records;
    }

    public static void main(String[] arguments) throws IOException {
        var records = arguments.length > 0 ? Integer.parseInt(arguments[0]) : RECORDS;
        if (!Files.isReadable(DEVICE) || !Files.isWritable(DEVICE)) {
            System.err.println("kmsg: /dev/kmsg must be readable and writable: run it as root");
            System.exit(3);
        }
        var ok = new Main(records).run();
        System.exit(ok ? 0 : 1);
    }

    private boolean run() throws IOException {
        var warm = live("warm-up");
        var live = live("reader running");
        var paused = paused();
        return warm && live && paused;
    }

    private boolean live(String name) throws IOException {
        try (var reader = Reader.start(flood, KmsgDevice.at(DEVICE))) {
            var before = reader.caughtUp();
            var cpu = Reader.cpu();
            var start = System.nanoTime();
            flood.write(records);
            var wrote = System.nanoTime();
            var after = reader.caughtUp();
            System.out.printf("%s%n", name);
            rate("written", records, wrote - start);
            var told = tell(before, after, notRead(before, after));
            cpu(Reader.cpu().minus(cpu), after.counts().user() - before.counts().user());
            return told;
        }
    }

    private boolean paused() throws IOException {
        var pause = new Pause();
        var device = KmsgDevice.at(DEVICE);
        try (var reader = Reader.start(flood, () -> pause.around(device.open()))) {
            var before = reader.caughtUp();
            var cpu = Reader.cpu();
            pause.begin();
            var start = System.nanoTime();
            flood.write(records);
            var wrote = System.nanoTime();
            var next = reader.next();
            var oldest = flood.held().oldest();
            pause.end();
            var resumed = System.nanoTime();
            var after = reader.caughtUp();
            var caughtUp = System.nanoTime();
            System.out.printf("reader paused during the flood%n");
            rate("written", records, wrote - start);
            var told = tell(before, after, Math.max(0, oldest - next));
            var read = after.counts().user() - before.counts().user();
            rate("read after the pause, at least", read, caughtUp - resumed);
            cpu(Reader.cpu().minus(cpu), read);
            return told;
        }
    }

    /// What the kernel numbered and the reader did not get.
    private static long notRead(Reader.Standing before, Reader.Standing after) {
        var lost = after.counts().lost() - before.counts().lost();
        return after.newest() - before.newest() - (after.passed() - before.passed() - lost);
    }

    private static boolean tell(Reader.Standing before, Reader.Standing after, long overwritten) {
        var kernel = after.newest() - before.newest();
        var lost = after.counts().lost() - before.counts().lost();
        var read = after.passed() - before.passed() - lost;
        line("records by the kernel's sequence numbers", kernel);
        line("read", read);
        line("overwritten, as the reader counted", lost);
        line("overwritten, by the kernel's sequence numbers", overwritten);
        line("unaccounted for", kernel - read - lost);
        return kernel == read + lost && lost == overwritten;
    }

    private static void line(String what, long count) {
        System.out.printf("  %-46s %,12d%n", what, count);
    }

    private static void rate(String what, long records, long nanos) {
        System.out.printf(
                "  %-46s %,12d  (%,.0f records/s)%n", what, records, records * 1e9 / nanos);
    }

    private static void cpu(Duration cpu, long records) {
        System.out.printf(
                "  %-46s %,12d ms (%.1f µs per record)%n%n",
                "reader's processor time",
                cpu.toMillis(),
                records == 0 ? 0 : cpu.toNanos() / 1e3 / records);
    }
}
