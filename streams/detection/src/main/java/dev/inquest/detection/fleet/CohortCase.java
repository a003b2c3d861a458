package dev.inquest.detection.fleet;

import dev.inquest.detection.cohort.matched.MatchedSet;
import dev.inquest.detection.cohort.matched.MatchedSetCodec;
import dev.inquest.detection.event.NodeId;
import java.util.Base64;

/// A failing node with those it is compared with, as it is stored, so that a restart compares it
/// with the same ones.
///
/// @param cohort id of the finding of its incident
/// @param set the matched set in the bytes of its codec, in base 64
public record CohortCase(String cohort, NodeId node, String set) {

    static CohortCase of(MatchedSet set) {
        var bytes = Base64.getEncoder().encodeToString(MatchedSetCodec.write(set));
        return new CohortCase(set.onset().cohort(), set.onset().node(), bytes);
    }

    MatchedSet matched() {
        return MatchedSetCodec.read(Base64.getDecoder().decode(set));
    }

    /// Names it among the cases of all incidents.
    public String key() {
        return key(cohort, node);
    }

    static String key(String cohort, NodeId node) {
        return cohort + "/" + node;
    }
}
