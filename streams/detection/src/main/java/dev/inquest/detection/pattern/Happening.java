package dev.inquest.detection.pattern;

import dev.inquest.detection.event.Event;
import dev.inquest.detection.node.NodeState;
import java.time.Instant;

/// What a pattern is asked to consider: an event, a move from one state to another, or the end of a
/// wait it asked for. Heartbeats never come here; only liveness sees them.
public sealed interface Happening {

    /// When.
    Instant at();

    /// A collector saw something.
    record Seen(Event event) implements Happening {
        @Override
        public Instant at() {
            return event.at();
        }
    }

    /// The node went from one state to another.
    record Moved(Instant at, NodeState from, NodeState to) implements Happening {}

    /// The time that the pattern asked to wait for has come.
    record Waited(Instant at) implements Happening {}
}
