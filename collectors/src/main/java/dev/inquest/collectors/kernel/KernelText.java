package dev.inquest.collectors.kernel;

import dev.inquest.collectors.kernel.KernelEvents.Circumstances;
import dev.inquest.collectors.publish.Publisher;
import dev.inquest.crash.CrashReader;
import dev.inquest.crash.KernelSignal;
import dev.inquest.schemas.NodeKey;
import dev.inquest.schemas.Topic;
import dev.inquest.schemas.wire.KernelEvent;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// Reads the text of one kernel, as one channel brings it, and publishes what it means.
public final class KernelText {

    /// Where the events go, and whose they are.
    public record Destination(
            NodeKey node, Topic<KernelEvent> topic, Publisher publisher, InstantSource time) {}

    /// What the channel knows about the line that is being read.
    public interface Line {

        /// The circumstances of an event of this line; empty when the event must not be published.
        Optional<Circumstances> circumstances(KernelSignal signal);

        /// The event with what else the channel knows.
        default KernelEvent completed(KernelEvent event) {
            return event;
        }

        /// An event of this line is under way.
        default void underWay(CompletableFuture<Void> delivery) {}
    }

    private final Destination to;
    private final CrashReader reader;

    /// The time of the start belongs to the source's name: a crash reader that begins anew counts
    /// its reports anew, and they must not get the ids of older ones.
    ///
    /// @param channel tells the channels of one node apart
    public KernelText(Destination to, String channel) {
        this.to = to;
        this.reader =
                new CrashReader(
                        to.node() + "/" + channel + "/" + to.time().instant().toEpochMilli());
    }

    /// Reads a line that arrived now.
    public void line(String text, Line line) {
        reader.line(to.time().instant(), text, signal -> publish(signal, line));
    }

    private void publish(KernelSignal signal, Line line) {
        line.circumstances(signal)
                .map(circumstances -> KernelEvents.of(signal, circumstances))
                .map(line::completed)
                .ifPresent(event -> line.underWay(publish(signal, event)));
    }

    private CompletableFuture<Void> publish(KernelSignal signal, KernelEvent event) {
        return to.publisher().publish(to.topic(), to.node().toString(), signal.at(), event);
    }
}
