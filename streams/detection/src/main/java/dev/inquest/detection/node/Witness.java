package dev.inquest.detection.node;

import java.time.Duration;
import java.time.Instant;

/// Asks whether somebody other than the missing heartbeat confirms that a node is in trouble:
/// without a second witness a node is only silent, and nobody is woken for it.
public final class Witness {

    private static final Duration AROUND_THE_ONSET = Duration.ofMinutes(2);

    private Witness() {}

    /// Whether the console or the cluster confirms it.
    public static boolean confirms(Node before, Node after, Instant now) {
        return before.trail().provesCrash()
                || after.trail().provesCrash()
                || reportedTroubleAtTheEnd(after)
                || after.surroundings().confirmsSilence(now, after.hasAgent());
    }

    private static boolean reportedTroubleAtTheEnd(Node node) {
        var report = node.trail().report();
        var onset = node.state().silentSince();
        return report.isPresent()
                && onset.isPresent()
                && !report.get().evidence().at().plus(AROUND_THE_ONSET).isBefore(onset.get());
    }
}
