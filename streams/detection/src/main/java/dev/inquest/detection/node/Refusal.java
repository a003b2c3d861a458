package dev.inquest.detection.node;

import dev.inquest.detection.event.Evidence;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// An event that cannot be the node's own. Whoever floods a name with foreign text gets counted,
/// but fills neither the dead letters nor the node's story.
///
/// @param isShown whether it belongs into the dead letters: one a second does
/// @param isTold whether a change tells of it: one in ten minutes does
public record Refusal(String reason, Unattributed tally, boolean isShown, boolean isTold) {

    private static final Duration SHOWN_EVERY = Duration.ofSeconds(1);
    private static final Duration TOLD_EVERY = Duration.ofMinutes(10);

    static Refusal of(Optional<Unattributed> before, String reason, Evidence quoted) {
        if (before.isEmpty()) {
            return new Refusal(
                    reason, new Unattributed(1, reason, quoted, quoted.at()), true, true);
        }
        var known = before.get();
        if (isWithin(SHOWN_EVERY, known.shown().at(), quoted)) {
            return new Refusal(reason, known.counted(), false, false);
        }
        var told = !isWithin(TOLD_EVERY, known.toldAt(), quoted);
        var toldAt = told ? quoted.at() : known.toldAt();
        var tally = new Unattributed(known.count() + 1, reason, quoted, toldAt);
        return new Refusal(reason, tally, true, told);
    }

    private static boolean isWithin(Duration span, Instant last, Evidence now) {
        return now.at().isBefore(last.plus(span));
    }
}
