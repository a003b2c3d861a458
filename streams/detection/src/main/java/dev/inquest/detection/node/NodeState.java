package dev.inquest.detection.node;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/// What has become of a node. Legal transitions are methods of the state: what a state cannot
/// become, it has no method for, so an illegal transition does not compile.
///
/// The capabilities (`CanFallSilent`, `CanCrash`, …) say which states share a transition.
public sealed interface NodeState {

    /// Since when.
    Instant since();

    /// The name on the wire and on screens.
    default StateName name() {
        return StateName.valueOf(getClass().getSimpleName().toUpperCase(Locale.ROOT));
    }

    /// Heartbeats may stop.
    sealed interface CanFallSilent extends NodeState
            permits Unknown, Live, Rebooted, Wedged, Unobserved, Isolated {
        /// Not heard since its onset.
        ///
        /// @param onset when it was last heard
        default Silent silent(Instant now, Instant onset) {
            return new Silent(now, onset, false);
        }
    }

    /// Its absence may have been planned.
    sealed interface CanBePlanned extends NodeState
            permits Unknown, Live, Rebooted, Wedged, Unobserved, Silent {
        default Planned planned(Instant now, Instant until) {
            return new Planned(now, until);
        }
    }

    /// The agent may be gone while the node lives.
    sealed interface CanLoseAgent extends NodeState permits Live, Rebooted, Wedged, Silent {
        default Unobserved unobserved(Instant now) {
            return new Unobserved(now);
        }
    }

    /// A kernel may panic in it.
    sealed interface CanCrash extends NodeState
            permits Unknown,
                    Live,
                    Rebooted,
                    Wedged,
                    Unobserved,
                    Silent,
                    Isolated,
                    Planned,
                    Panicked,
                    Hung,
                    Lost,
                    Stopped,
                    Replaced {
        default Panicked panicked(Instant now, String reason) {
            return new Panicked(now, reason);
        }

        /// The capture kernel's banner proves a crash even when no panic text arrived.
        default Dumping dumping(Instant now) {
            return new Dumping(now, now);
        }
    }

    /// It may never come back by itself.
    sealed interface CanHang extends NodeState
            permits Unknown, Live, Rebooted, Silent, Panicked, Dumping, Planned, Isolated {
        /// It is taken for hung.
        ///
        /// @param onset when the silence began
        /// @param proven true when the console proves it, false when only time does
        default Hung hung(Instant now, Instant onset, boolean proven) {
            return new Hung(now, onset, proven);
        }
    }

    /// It may be heard again, in the same boot.
    sealed interface CanReturn extends NodeState
            permits Unknown,
                    Planned,
                    Unobserved,
                    Silent,
                    Isolated,
                    Wedged,
                    Panicked,
                    Dumping,
                    Hung,
                    Rebooted,
                    Lost,
                    Replaced,
                    Stopped,
                    Forgotten {
        default Live live(Instant now) {
            return new Live(now);
        }
    }

    /// It may boot again.
    sealed interface CanReboot extends NodeState
            permits Live,
                    Planned,
                    Unobserved,
                    Silent,
                    Isolated,
                    Wedged,
                    Panicked,
                    Dumping,
                    Hung,
                    Rebooted,
                    Lost,
                    Stopped {
        /// It boots, or has booted, again.
        ///
        /// @param confirmed true when a heartbeat carries the new boot id, false when only the
        ///   console's banner says so
        default Rebooted rebooted(Instant now, RebootKind kind, boolean confirmed) {
            return new Rebooted(now, kind, confirmed);
        }
    }

    /// Its Node object may vanish without a plan.
    sealed interface CanBeLost extends NodeState
            permits Silent, Isolated, Panicked, Dumping, Hung, Unobserved {
        /// Its object is gone and nobody planned it.
        ///
        /// @param onset when the silence began
        default Lost lost(Instant now, Instant onset) {
            return new Lost(now, onset);
        }
    }

    /// It may end in an orderly way.
    sealed interface CanStop extends NodeState
            permits Unknown, Live, Rebooted, Wedged, Unobserved, Planned, Silent {
        default Stopped stopped(Instant now) {
            return new Stopped(now);
        }
    }

    /// Nothing may be heard of it for so long that it is dropped.
    sealed interface CanBeForgotten extends NodeState
            permits Unknown,
                    Planned,
                    Unobserved,
                    Silent,
                    Isolated,
                    Panicked,
                    Dumping,
                    Hung,
                    Lost,
                    Stopped,
                    Replaced {
        default Forgotten forgotten(Instant now) {
            return new Forgotten(now);
        }
    }

    /// Neither heartbeat nor lease seen: no verdict by silence.
    record Unknown(Instant since)
            implements CanFallSilent,
                    CanBePlanned,
                    CanCrash,
                    CanHang,
                    CanReturn,
                    CanStop,
                    CanBeForgotten {}

    /// Heartbeats on time, or, without an agent, a fresh lease.
    record Live(Instant since)
            implements CanFallSilent,
                    CanBePlanned,
                    CanLoseAgent,
                    CanCrash,
                    CanHang,
                    CanReboot,
                    CanStop {

        /// Heartbeats come, but the node does no work.
        public Wedged wedged(Instant now) {
            return new Wedged(now);
        }

        /// Another machine under the same name.
        public Replaced replaced(Instant now) {
            return new Replaced(now);
        }
    }

    /// Away, and a plan that precedes its last heartbeat says why.
    record Planned(Instant since, Instant until)
            implements CanCrash, CanHang, CanReturn, CanReboot, CanStop, CanBeForgotten {

        /// The plan takes longer.
        public Planned extended(Instant later) {
            return new Planned(since, later);
        }

        /// Another machine under the same name.
        public Replaced replaced(Instant now) {
            return new Replaced(now);
        }
    }

    /// The agent is gone, the node is not: the lease is its liveness.
    record Unobserved(Instant since)
            implements CanFallSilent,
                    CanBePlanned,
                    CanCrash,
                    CanReturn,
                    CanReboot,
                    CanBeLost,
                    CanStop,
                    CanBeForgotten {}

    /// Not heard, and nobody said why.
    ///
    /// @param counted true once the silence is too long for a pause; before that it is emitted to
    ///   nobody
    record Silent(Instant since, Instant onset, boolean counted)
            implements CanBePlanned,
                    CanLoseAgent,
                    CanCrash,
                    CanHang,
                    CanReturn,
                    CanReboot,
                    CanBeLost,
                    CanStop,
                    CanBeForgotten {

        /// The silence is too long for a pause.
        public Silent count() {
            return new Silent(since, onset, true);
        }

        /// Silent to everybody but its console.
        public Isolated isolated(Instant now) {
            return new Isolated(now, onset);
        }
    }

    /// Silent, yet its console prints ordinary lines.
    record Isolated(Instant since, Instant onset)
            implements CanFallSilent,
                    CanCrash,
                    CanHang,
                    CanReturn,
                    CanReboot,
                    CanBeLost,
                    CanBeForgotten {}

    /// Heartbeats come, but the lease expired or the agent's own probe fails.
    record Wedged(Instant since)
            implements CanFallSilent,
                    CanBePlanned,
                    CanLoseAgent,
                    CanCrash,
                    CanReturn,
                    CanReboot,
                    CanStop {}

    /// The kernel said that it panicked.
    record Panicked(Instant since, String reason)
            implements CanCrash, CanHang, CanReturn, CanReboot, CanBeLost, CanBeForgotten {}

    /// A capture kernel is writing the crash dump.
    record Dumping(Instant since, Instant lastProgress)
            implements CanHang, CanReturn, CanReboot, CanBeLost, CanBeForgotten {

        /// The capture kernel still prints.
        public Dumping progress(Instant now) {
            return new Dumping(since, now);
        }
    }

    /// It will not come back by itself.
    record Hung(Instant since, Instant onset, boolean proven)
            implements CanCrash, CanReturn, CanReboot, CanBeLost, CanBeForgotten {}

    /// It has booted again and is being watched.
    record Rebooted(Instant since, RebootKind kind, boolean confirmed)
            implements CanFallSilent,
                    CanBePlanned,
                    CanLoseAgent,
                    CanCrash,
                    CanHang,
                    CanReturn,
                    CanReboot,
                    CanStop {

        /// The first heartbeat with the new boot id.
        public Rebooted confirm() {
            return new Rebooted(since, kind, true);
        }

        /// What was kept over the reboot shows that a crash caused it.
        public Rebooted crashed() {
            return new Rebooted(since, RebootKind.CRASHED, confirmed);
        }

        /// Heartbeats come, but the node does no work.
        public Wedged wedged(Instant now) {
            return new Wedged(now);
        }
    }

    /// Its Node object vanished while it was silent, without a plan.
    record Lost(Instant since, Instant onset)
            implements CanCrash, CanReturn, CanReboot, CanBeForgotten {

        /// Another machine under the same name.
        public Replaced replaced(Instant now) {
            return new Replaced(now);
        }
    }

    /// Another machine has taken the name.
    record Replaced(Instant since) implements CanCrash, CanReturn, CanBeForgotten {}

    /// Ended in an orderly way.
    record Stopped(Instant since) implements CanCrash, CanReturn, CanReboot, CanBeForgotten {

        /// Another machine under the same name.
        public Replaced replaced(Instant now) {
            return new Replaced(now);
        }
    }

    /// Nothing heard for so long that it is dropped.
    record Forgotten(Instant since) implements CanReturn {}

    /// How it rebooted, where it did.
    default Optional<RebootKind> rebootKind() {
        return this instanceof Rebooted rebooted ? Optional.of(rebooted.kind()) : Optional.empty();
    }

    /// When the silence behind this state began, where there is one.
    default Optional<Instant> silentSince() {
        return switch (this) {
            case Silent silent -> Optional.of(silent.onset());
            case Isolated isolated -> Optional.of(isolated.onset());
            case Hung hung -> Optional.of(hung.onset());
            case Lost lost -> Optional.of(lost.onset());
            case Unknown _,
                    Live _,
                    Planned _,
                    Unobserved _,
                    Wedged _,
                    Panicked _,
                    Dumping _,
                    Rebooted _,
                    Replaced _,
                    Stopped _,
                    Forgotten _ ->
                    Optional.empty();
        };
    }
}
