package dev.inquest.detection.node;

import dev.inquest.detection.event.Event;
import dev.inquest.detection.event.Evidence;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A verdict on a node: the state it is in from now on, why, and what that rests on.
public record Ruling(NodeState state, Instant at, List<String> causes, List<Evidence> evidence) {

    /// A move with one reason, resting on one event.
    static Optional<Ruling> by(
            NodeState state, Event event, String cause, String witness, List<String> excerpt) {
        var evidence = Evidence.of(witness, event, excerpt);
        return Optional.of(new Ruling(state, event.at(), List.of(cause), List.of(evidence)));
    }

    /// A move with one reason, resting on an absence or on what is already remembered.
    static Optional<Ruling> at(
            Instant at, NodeState state, List<String> causes, List<Evidence> evidence) {
        return Optional.of(new Ruling(state, at, causes, evidence));
    }
}
