package dev.inquest.collectors.console;

import dev.inquest.collectors.kernel.KernelEvents.Circumstances;
import dev.inquest.collectors.kernel.KernelText;
import dev.inquest.collectors.publish.Deliveries;
import dev.inquest.crash.KernelSignal;
import dev.inquest.schemas.wire.KernelSource;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// Reads the lines of one node's console, through all files that follow each other under its name,
/// and publishes what they mean.
final class ConsoleStream {

    private final InstantSource time;
    private final KernelText kernel;
    private long historyEnd;
    private Instant written = Instant.MAX;

    ConsoleStream(KernelText.Destination to) {
        this.time = to.time();
        this.kernel = new KernelText(to, "serial");
    }

    /// Lines that start before this place were written before we came, at that time or earlier.
    void history(long end, Instant lastWritten) {
        historyEnd = end;
        written = lastWritten;
    }

    void line(String line, long start, Deliveries deliveries) {
        kernel.line(line, new Place(start, held(start, time.instant()), deliveries));
    }

    private record Place(long start, Duration held, Deliveries deliveries)
            implements KernelText.Line {

        @Override
        public Optional<Circumstances> circumstances(KernelSignal signal) {
            return Optional.of(new Circumstances(KernelSource.SERIAL, Optional.empty(), 0, held));
        }

        @Override
        public void underWay(CompletableFuture<Void> delivery) {
            deliveries.add(start, delivery);
        }
    }

    private Duration held(long start, Instant now) {
        if (start >= historyEnd || written.isAfter(now)) {
            return Duration.ZERO;
        }
        return Duration.between(written, now);
    }
}
