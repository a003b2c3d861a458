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
import dev.inquest.detection.node.NodeState.Live;
import dev.inquest.detection.node.NodeState.Rebooted;
import dev.inquest.detection.node.NodeState.Wedged;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Asks whether kernel text can be the node's own: text that names another host, or a kernel that
/// the node does not run, came under its name by mistake or malice.
///
/// It contradicts only where it is sure. A banner may announce another kernel; after a boot the
/// facts are of the old one until the agent speaks again; and a name may be absent or cut.
final class Attribution {

    /// A name of so many characters may be the beginning of a longer one.
    private static final int SHORTEST_CUT = 15;

    private static final List<String> NO_NAMES = List.of("", "(none)", "localhost", "unknown");
    private static final String IP_ADDRESS = "[0-9.]+|.*:.*";

    private Attribution() {}

    /// Why this text cannot be the node's own, if it cannot.
    static Optional<String> contradiction(Node node, Kernel event) {
        return otherHost(node, event).or(() -> otherRelease(node, event));
    }

    private static Optional<String> otherHost(Node node, Kernel event) {
        return event.hostname()
                .map(Attribution::shortName)
                .filter(host -> !NO_NAMES.contains(host) && !host.matches(IP_ADDRESS))
                .filter(host -> !isSame(host, shortName(node.id().name())))
                .filter(host -> !isSame(host, shortName(node.attributes().get("hostname"))))
                .map(host -> "it names the host %s, which is not this node".formatted(host));
    }

    private static String shortName(String name) {
        var lower = name.strip().toLowerCase(Locale.ROOT);
        var dot = lower.indexOf('.');
        return dot <= 0 || lower.matches(IP_ADDRESS) ? lower : lower.substring(0, dot);
    }

    private static boolean isSame(String one, String other) {
        return one.equals(other) || isCut(one, other) || isCut(other, one);
    }

    private static boolean isCut(String whole, String part) {
        return part.length() >= SHORTEST_CUT && whole.startsWith(part);
    }

    private static Optional<String> otherRelease(Node node, Kernel event) {
        var runs = node.attributes().get("kernel_release");
        return event.release()
                .filter(_ -> !runs.isEmpty() && node.hears(event) && !isOfAnotherKernel(event))
                .filter(_ -> isSurelyUp(node) && node.releaseIsOfThisBoot())
                .filter(named -> !named.startsWith(runs) && !runs.startsWith(named))
                .map(named -> "it names kernel %s, but the node runs %s".formatted(named, runs));
    }

    /// A banner announces what comes; a capture kernel may be another one.
    private static boolean isOfAnotherKernel(Kernel event) {
        return switch (event.signal()) {
            case Booted _, CaptureBooted _, CaptureFailing _, CaptureProgress _, DumpSaved _ ->
                    true;
            case Panicked panicked -> panicked.capture();
            case PanicEnded ended -> ended.capture();
            case RebootAnnounced announced -> announced.capture();
            case Restarting restarting -> restarting.capture();
            case Crashed _, Trouble _, PoweredDown _, Ordinary _ -> false;
        };
    }

    /// Heartbeats come on time, so it has not booted another kernel unnoticed.
    private static boolean isSurelyUp(Node node) {
        return node.state() instanceof Live
                || node.state() instanceof Wedged
                || (node.state() instanceof Rebooted rebooted && rebooted.confirmed());
    }
}
