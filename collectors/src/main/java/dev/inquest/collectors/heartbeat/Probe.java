package dev.inquest.collectors.heartbeat;

import dev.inquest.collectors.observe.CollectorObserver;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/// Tries once a minute what a wedged node cannot do although its network still answers: write a
/// file through to the disk, and start a program.
///
/// It tries on a thread of its own, because a wedged node does not refuse, it hangs: an attempt
/// that takes too long counts as failed while it still hangs, and no other is begun.
public final class Probe implements AutoCloseable {

    private static final Duration EVERY = Duration.ofMinutes(1);
    private static final Duration DEADLINE = Duration.ofSeconds(20);
    private static final List<Path> TRIVIAL =
            List.of(Path.of("/bin/true"), Path.of("/usr/bin/true"));

    /// One thing to try; it throws when it fails, and may hang.
    interface Attempt {
        void run() throws IOException, InterruptedException;
    }

    private final Attempt attempt;
    private final Duration deadline;
    private final LongSupplier nanos;
    private final CollectorObserver observer;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;
    private volatile Optional<Long> tryingSince = Optional.empty();
    private volatile boolean succeeded = true;

    private Probe(
            Attempt attempt,
            Duration every,
            Duration deadline,
            LongSupplier nanos,
            CollectorObserver observer) {
        this.attempt = attempt;
        this.deadline = deadline;
        this.nanos = nanos;
        this.observer = observer;
        this.thread = Thread.ofPlatform().daemon().name("probe").unstarted(() -> run(every));
    }

    /// Probes this host.
    ///
    /// @param directory where a small file is written; one that cannot be written to from the
    ///   beginning says nothing about the disk and is left out
    public static Probe start(Path directory, CollectorObserver observer) {
        var writes = isWritable(directory);
        var program = TRIVIAL.stream().filter(Files::isExecutable).findFirst();
        if (!writes) {
            observer.blind("probe", directory + " cannot be written to");
        }
        return start(
                () -> {
                    if (writes) {
                        sync(directory.resolve("probe"));
                    }
                    if (program.isPresent()) {
                        fork(program.get());
                    }
                },
                EVERY,
                DEADLINE,
                System::nanoTime,
                observer);
    }

    static Probe start(
            Attempt attempt,
            Duration every,
            Duration deadline,
            LongSupplier nanos,
            CollectorObserver observer) {
        var probe = new Probe(attempt, every, deadline, nanos, observer);
        probe.thread.start();
        return probe;
    }

    private static boolean isWritable(Path directory) {
        try {
            Files.createDirectories(directory);
            return Files.isWritable(directory);
        } catch (IOException e) {
            return false;
        }
    }

    private static void sync(Path file) throws IOException {
        try (var out =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            var _ = out.write(ByteBuffer.wrap(new byte[] {'\n'}), 0);
            out.force(true);
        }
    }

    private static void fork(Path program) throws IOException, InterruptedException {
        var process =
                new ProcessBuilder(program.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        var ended = process.waitFor();
        if (ended != 0) {
            throw new IOException(program + " ended with " + ended);
        }
    }

    /// Whether the node can still do it: the last attempt succeeded, and none hangs.
    public boolean ok() {
        var hangs =
                tryingSince
                        .filter(since -> nanos.getAsLong() - since > deadline.toNanos())
                        .isPresent();
        return succeeded && !hangs;
    }

    private void run(Duration every) {
        try {
            do {
                tryingSince = Optional.of(nanos.getAsLong());
                succeeded = succeeds();
                tryingSince = Optional.empty();
            } while (!closed.await(every.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            // Closed in the middle of an attempt.
        }
    }

    private boolean succeeds() throws InterruptedException {
        try {
            attempt.run();
            return true;
        } catch (IOException | RuntimeException e) {
            observer.roundFailed("probe", e);
            return false;
        }
    }

    /// Ends it; an attempt that hangs is left behind on its daemon thread.
    @Override
    public void close() {
        closed.countDown();
        thread.interrupt();
    }
}
