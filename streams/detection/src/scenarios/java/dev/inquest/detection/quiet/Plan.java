package dev.inquest.detection.quiet;

import java.time.Duration;

/// How much of everything happens.
///
/// @param perCluster nodes of each cluster
/// @param days each has a window in which something happens; between windows every node beats on
///   time
/// @param nights of those days, in which kured reboots a third of the fleet
/// @param lostGoodbyes of a hundred reboots, those whose goodbye gets lost
/// @param reused names of nodes that were scaled down, under which another machine comes
/// @param hangs real ones, of nodes with the bad kernel of one cluster
/// @param repaired of those, how many an auto-repair deletes before anybody looks
public record Plan(
        int nodes,
        int perCluster,
        int days,
        int nights,
        int lostGoodbyes,
        int scaleDowns,
        int spotReclaims,
        int pauses,
        int reused,
        int hangs,
        int repaired,
        Duration window,
        Duration night) {

    /// The month as it is claimed.
    public static final Plan MONTH =
            new Plan(
                    20_000,
                    500,
                    30,
                    3,
                    2,
                    500,
                    200,
                    1_000,
                    50,
                    5,
                    3,
                    Duration.ofHours(2),
                    Duration.ofHours(4));

    /// A week of a tenth of it.
    public static final Plan WEEK =
            new Plan(
                    2_000,
                    500,
                    7,
                    1,
                    2,
                    50,
                    20,
                    100,
                    5,
                    5,
                    3,
                    Duration.ofMinutes(90),
                    Duration.ofHours(4));

    /// The same on another number of nodes.
    public Plan on(int otherNodes) {
        return new Plan(
                otherNodes,
                perCluster,
                days,
                nights,
                lostGoodbyes,
                scaleDowns,
                spotReclaims,
                pauses,
                reused,
                hangs,
                repaired,
                window,
                night);
    }
}
