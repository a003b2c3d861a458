package dev.inquest.detection.node;

import dev.inquest.detection.event.Lease;
import java.time.Duration;
import java.time.Instant;

/// Asks whether somebody other than the missing heartbeat confirms that a node is in trouble:
/// without a second witness a node is only silent, and nobody is woken for it.
///
/// Nor is anybody woken for text alone while heartbeats come: whoever can send a datagram can claim
/// a panic. The heartbeat must be overdue, too.
public final class Witness {

    /// Heartbeats come every ten seconds; one is overdue when it is twenty seconds late.
    private static final Duration OVERDUE_AFTER = Duration.ofSeconds(30);

    private static final Duration AROUND_THE_ONSET = Duration.ofMinutes(2);

    private Witness() {}

    /// Whether a heartbeat is missing, and the console or the cluster confirms that it should be.
    public static boolean confirms(Node before, Node after, Instant now) {
        return isOverdue(before, now)
                && (before.trail().provesCrash()
                        || after.trail().provesCrash()
                        || reportedTroubleAtTheEnd(after)
                        || after.surroundings().confirmsSilence(now, after.hasAgent()));
    }

    private static boolean isOverdue(Node node, Instant now) {
        return node.hasAgent()
                ? !overdueAt(node).isAfter(now)
                : node.surroundings().lease() != Lease.FRESH;
    }

    /// When the next heartbeat of a node with an agent will be overdue.
    public static Instant overdueAt(Node node) {
        return node.lastHeard().plus(OVERDUE_AFTER).plus(node.presence().grace());
    }

    private static boolean reportedTroubleAtTheEnd(Node node) {
        var report = node.trail().report();
        var onset = node.state().silentSince();
        return report.isPresent()
                && onset.isPresent()
                && !report.get().evidence().at().plus(AROUND_THE_ONSET).isBefore(onset.get());
    }
}
