package dev.inquest.collectors.kernel;

import dev.inquest.crash.CrashReader;
import dev.inquest.crash.KernelSignal;
import java.time.Instant;
import java.util.function.Consumer;

/// Understands the records of a ring buffer that is read once, by the kernel's own clock.
public final class KmsgReader {

    private final KmsgLines lines = new KmsgLines();
    private final CrashReader reader = new CrashReader("kmsg");
    private final Consumer<KernelSignal> out;

    public KmsgReader(Consumer<KernelSignal> out) {
        this.out = out;
    }

    /// Takes one record; what programs wrote is passed over. Signals are stamped with the time
    /// since boot.
    public void take(KmsgRecord record) {
        if (!record.isKernel()) {
            return;
        }
        var at = Instant.EPOCH.plusNanos(record.micros() * 1000);
        lines.completedBy(record)
                .forEach(line -> reader.line(at, line.asOnAConsole(record.micros()), out));
    }

    /// There are no more.
    public void end() {
        reader.end(out);
    }
}
