package dev.inquest.detection.node;

import dev.inquest.detection.node.NodeState.Hung;
import dev.inquest.detection.node.NodeState.Rebooted;
import java.util.Optional;

/// What a panic really led to, so that forecasts can be held against it.
public enum Aftermath {
    /// The capture kernel wrote its dump, and the node booted again.
    DUMP,
    /// The node booted again without a dump.
    REBOOT,
    /// The node stays down.
    HANG;

    /// What the move from one state to the next says about a panic, if anything. A capture kernel
    /// that neither failed nor said that it saved the dump leaves it open.
    public static Optional<Aftermath> of(Node before, Node after) {
        var moved = before.state().name() != after.state().name();
        var trail = before.trail();
        if (moved && after.state() instanceof Hung) {
            return after.trail().provesCrash() ? Optional.of(HANG) : Optional.empty();
        }
        if (!moved || !(after.state() instanceof Rebooted) || !trail.provesCrash()) {
            return Optional.empty();
        }
        if (trail.dumpSaved()) {
            return Optional.of(DUMP);
        }
        var mayHaveDumped = trail.capture().isPresent() && !trail.captureFailed();
        return mayHaveDumped || before.state() instanceof Hung
                ? Optional.empty()
                : Optional.of(REBOOT);
    }
}
