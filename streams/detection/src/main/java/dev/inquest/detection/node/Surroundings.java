package dev.inquest.detection.node;

import dev.inquest.detection.event.Event.Observation;
import dev.inquest.detection.event.Intent;
import dev.inquest.detection.event.Lease;
import dev.inquest.detection.event.Origin;
import dev.inquest.detection.event.Ready;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// What the cluster around a node knows of it.
public record Surroundings(
        String nodeUid,
        String systemUuid,
        Lease lease,
        Instant leaseSince,
        Ready ready,
        Instant readySince,
        boolean deleted,
        boolean cordoned,
        List<Intent> intents,
        Origin origin) {

    private static final Duration LONG_NOT_READY = Duration.ofMinutes(5);

    /// Nobody around it has said anything.
    public static final Surroundings NONE =
            new Surroundings(
                    "",
                    "",
                    Lease.UNKNOWN,
                    Instant.EPOCH,
                    Ready.UNKNOWN,
                    Instant.EPOCH,
                    false,
                    false,
                    List.of(),
                    Origin.ABSENCE);

    private static final int MAX_INTENTS = 16;

    Surroundings after(Observation seen) {
        return new Surroundings(
                seen.nodeUid(),
                seen.systemUuid(),
                seen.lease(),
                seen.lease() == lease ? leaseSince : seen.at(),
                seen.ready(),
                seen.ready() == ready ? readySince : seen.at(),
                seen.deleted(),
                seen.cordoned(),
                List.copyOf(
                        seen.intents().subList(0, Math.min(seen.intents().size(), MAX_INTENTS))),
                seen.origin());
    }

    /// The plan that explains an absence since `lastHeard`, the longest-lasting if there are many.
    Optional<Intent> explains(Instant lastHeard) {
        return intents.stream()
                .filter(intent -> intent.explainsSilenceAfter(lastHeard))
                .max(Comparator.comparing(intent -> intent.lapses(lastHeard)));
    }

    /// Whether the cluster, too, misses the node.
    boolean confirmsSilence(Instant now) {
        return lease == Lease.STALE
                || (ready == Ready.NOT_READY && !readySince.plus(LONG_NOT_READY).isAfter(now));
    }

    /// Whether another machine has come under the same name.
    boolean isAnotherMachine(Observation seen) {
        return differs(nodeUid, seen.nodeUid()) && differs(systemUuid, seen.systemUuid());
    }

    private static boolean differs(String known, String seen) {
        return !known.isEmpty() && !seen.isEmpty() && !known.equals(seen);
    }
}
