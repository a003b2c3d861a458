package dev.inquest.detection.pattern;

import dev.inquest.detection.event.Event;
import dev.inquest.detection.node.Node;
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

    /// The node went from one state to another, or it turned out how it had rebooted.
    ///
    /// @param before the node as it was, with what it remembered of the life that may have ended
    record Moved(Instant at, Node before, NodeState to) implements Happening {

        /// The state it was in.
        public NodeState from() {
            return before.state();
        }
    }

    /// The time that the pattern asked to wait for has come.
    record Waited(Instant at) implements Happening {}
}
