package dev.inquest.collectors.console;

import dev.inquest.collectors.kernel.KernelEvents;
import dev.inquest.collectors.kernel.KernelEvents.Circumstances;
import dev.inquest.collectors.publish.Deliveries;
import dev.inquest.collectors.publish.Publisher;
import dev.inquest.crash.CrashReader;
import dev.inquest.crash.KernelSignal;
import dev.inquest.schemas.NodeKey;
import dev.inquest.schemas.Topic;
import dev.inquest.schemas.wire.KernelEvent;
import dev.inquest.schemas.wire.KernelSource;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/// Reads the lines of one node's console, through all files that follow each other under its name,
/// and publishes what they mean.
final class ConsoleStream {

    private final NodeKey node;
    private final Topic<KernelEvent> topic;
    private final Publisher publisher;
    private final InstantSource time;
    private final CrashReader reader;
    private long historyEnd;
    private Instant written = Instant.MAX;

    /// The time of the start belongs to the source's name: a crash reader that begins anew counts
    /// its reports anew, and they must not get the ids of older ones.
    ConsoleStream(NodeKey node, Topic<KernelEvent> topic, Publisher publisher, InstantSource time) {
        this.node = node;
        this.topic = topic;
        this.publisher = publisher;
        this.time = time;
        this.reader = new CrashReader(node + "/serial/" + time.instant().toEpochMilli());
    }

    /// Lines that start before this place were written before we came, at that time or earlier.
    void history(long end, Instant lastWritten) {
        historyEnd = end;
        written = lastWritten;
    }

    void line(String line, long start, Deliveries deliveries) {
        var now = time.instant();
        reader.line(now, line, signal -> publish(signal, held(start, now), start, deliveries));
    }

    private void publish(KernelSignal signal, Duration held, long start, Deliveries deliveries) {
        var channel = new Circumstances(KernelSource.SERIAL, Optional.empty(), 0, held);
        var event = KernelEvents.of(signal, channel);
        deliveries.add(start, publisher.publish(topic, node.toString(), signal.at(), event));
    }

    private Duration held(long start, Instant now) {
        if (start >= historyEnd || written.isAfter(now)) {
            return Duration.ZERO;
        }
        return Duration.between(written, now);
    }
}
