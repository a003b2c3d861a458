package dev.inquest.detection.node;

import dev.inquest.crash.KernelSignal.Booted;
import dev.inquest.crash.KernelSignal.CaptureBooted;
import dev.inquest.crash.KernelSignal.CaptureFailing;
import dev.inquest.crash.KernelSignal.CaptureProgress;
import dev.inquest.crash.KernelSignal.Crashed;
import dev.inquest.crash.KernelSignal.DumpSaved;
import dev.inquest.crash.KernelSignal.Ordinary;
import dev.inquest.crash.KernelSignal.PanicEnded;
import dev.inquest.crash.KernelSignal.Panicked;
import dev.inquest.crash.KernelSignal.PoweredDown;
import dev.inquest.crash.KernelSignal.RebootAnnounced;
import dev.inquest.crash.KernelSignal.Restarting;
import dev.inquest.crash.KernelSignal.Trouble;
import dev.inquest.detection.event.Event.Kernel;
import dev.inquest.detection.event.Intent;
import dev.inquest.detection.event.Lease;
import dev.inquest.detection.node.NodeState.CanBePlanned;
import dev.inquest.detection.node.NodeState.CanCrash;
import dev.inquest.detection.node.NodeState.CanHang;
import dev.inquest.detection.node.NodeState.CanReboot;
import dev.inquest.detection.node.NodeState.CanStop;
import dev.inquest.detection.node.NodeState.Dumping;
import dev.inquest.detection.node.NodeState.Hung;
import dev.inquest.detection.node.NodeState.Silent;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// What a kernel's own words prove: a panic, a dump in progress, a hang, a boot, or life.
final class KernelRules {

    /// A banner this close to the known start of the boot is that boot's own banner.
    private static final Duration BANNER_OF_THIS_BOOT = Duration.ofSeconds(10);

    private KernelRules() {}

    /// Judges a fresh kernel event.
    ///
    /// @param node as it was before this event
    static Optional<Ruling> judge(Node node, Kernel event) {
        return switch (event.signal()) {
            case Booted _ -> booted(node, event);
            case Panicked panicked ->
                    panicked.capture()
                            ? Optional.empty()
                            : panicked(node, event, panicked.reason());
            case PanicEnded ended -> panicEnded(node, event, ended);
            case CaptureBooted _ -> captureBooted(node, event);
            case CaptureProgress _, CaptureFailing _, DumpSaved _ -> progress(node, event);
            case Restarting restarting ->
                    restarting.capture() ? progress(node, event) : restarting(node, event);
            case PoweredDown _ -> poweredDown(node, event);
            case Ordinary _ -> ordinary(node, event);
            case Crashed _, Trouble _, RebootAnnounced _ -> Optional.empty();
        };
    }

    /// Judges what was kept over the reboot that the node has just been through.
    static Optional<Ruling> judgeTheLifeBefore(Node node, Kernel event) {
        if (!(node.state() instanceof NodeState.Rebooted rebooted)
                || rebooted.kind() == RebootKind.CRASHED
                || !provesPanic(event)) {
            return Optional.empty();
        }
        var cause = "its %s holds the panic of the life before".formatted(event.channel());
        return ruling(rebooted.crashed(), event, cause);
    }

    /// Whether this text says that a kernel panicked.
    static boolean provesPanic(Kernel event) {
        return switch (event.signal()) {
            case Panicked _, PanicEnded _, CaptureBooted _, DumpSaved _ -> true;
            case Crashed crashed -> crashed.report().panicked();
            case Booted _,
                    Trouble _,
                    RebootAnnounced _,
                    CaptureFailing _,
                    CaptureProgress _,
                    Restarting _,
                    PoweredDown _,
                    Ordinary _ ->
                    false;
        };
    }

    private static Optional<Ruling> booted(Node node, Kernel event) {
        if (!(node.state() instanceof CanReboot state) || isBannerOfThisBoot(node, event.at())) {
            return Optional.empty();
        }
        if (node.state() instanceof NodeState.Rebooted again
                && !again.confirmed()
                && !node.trail().provesCrash()) {
            return Optional.empty();
        }
        var kind = HeartbeatRules.kindOf(node);
        var cause = "the console shows it booting" + HeartbeatRules.because(node, kind);
        return ruling(state.rebooted(event.at(), kind, false), event, cause);
    }

    private static boolean isBannerOfThisBoot(Node node, Instant banner) {
        return !node.trail().provesCrash()
                && node.presence()
                        .bootedAt()
                        .map(booted -> !banner.isAfter(booted.plus(BANNER_OF_THIS_BOOT)))
                        .orElse(false);
    }

    private static Optional<Ruling> panicked(Node node, Kernel event, String reason) {
        if (node.state() instanceof NodeState.Panicked
                || node.state() instanceof Hung
                || !(node.state() instanceof CanCrash state)) {
            return Optional.empty();
        }
        return ruling(state.panicked(event.at(), reason), event, "kernel panic: " + reason);
    }

    private static Optional<Ruling> panicEnded(Node node, Kernel event, PanicEnded ended) {
        if (!(node.state() instanceof CanHang state) || node.trail().rebootIn().isPresent()) {
            return Optional.empty();
        }
        var cause =
                ended.capture()
                        ? "the capture kernel itself panicked (%s) and will not reboot"
                        : "the kernel panicked (%s) and said that it will not reboot";
        return ruling(
                state.hung(event.at(), onset(node, event), true),
                event,
                cause.formatted(ended.reason()));
    }

    private static Instant onset(Node node, Kernel event) {
        return node.state()
                .silentSince()
                .or(() -> node.presence().lastHeartbeat())
                .orElse(event.at());
    }

    private static Optional<Ruling> captureBooted(Node node, Kernel event) {
        if (!(node.state() instanceof CanCrash state)) {
            return Optional.empty();
        }
        return ruling(
                state.dumping(event.at()), event, "a capture kernel boots to write the crash dump");
    }

    private static Optional<Ruling> progress(Node node, Kernel event) {
        return node.state() instanceof Dumping dumping
                ? ruling(dumping.progress(event.at()), event, "the capture kernel still prints")
                : Optional.empty();
    }

    private static Optional<Ruling> restarting(Node node, Kernel event) {
        return node.state() instanceof CanBePlanned state && !node.trail().provesCrash()
                ? ruling(
                        state.planned(event.at(), event.at().plus(Intent.VALIDITY)),
                        event,
                        "the host restarts in an orderly way")
                : Optional.empty();
    }

    private static Optional<Ruling> poweredDown(Node node, Kernel event) {
        return node.state() instanceof CanStop state
                ? ruling(
                        state.stopped(event.at()), event, "the host powered down in an orderly way")
                : Optional.empty();
    }

    private static Optional<Ruling> ordinary(Node node, Kernel event) {
        var leaseSaysAlive = node.surroundings().lease() == Lease.FRESH;
        return node.state() instanceof Silent silent && !leaseSaysAlive
                ? ruling(
                        silent.isolated(event.at()),
                        event,
                        "silent, yet its console prints ordinary lines")
                : Optional.empty();
    }

    private static Optional<Ruling> ruling(NodeState state, Kernel event, String cause) {
        return Ruling.by(state, event, cause, event.channel(), event.signal().excerpt());
    }

    /// Whether this event casts doubt on the present boot, so that heartbeats must prove it anew.
    static boolean castsDoubt(Node before, NodeState after) {
        var name = after.name();
        return before.state().name() != name
                && (after instanceof NodeState.Panicked
                        || after instanceof Dumping
                        || after instanceof Hung
                        || (after instanceof NodeState.Rebooted rebooted && !rebooted.confirmed()));
    }
}
