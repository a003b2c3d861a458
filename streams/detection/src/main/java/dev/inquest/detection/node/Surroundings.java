package dev.inquest.detection.node;

import dev.inquest.detection.event.Event.Observation;
import dev.inquest.detection.event.Intent;
import dev.inquest.detection.event.Lease;
import dev.inquest.detection.event.Origin;
import dev.inquest.detection.event.Ready;
import dev.inquest.detection.event.Running;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// What the cluster around a node knows of it.
///
/// @param bootId the boot that its Node object names
/// @param renewed when its lease was last seen renewed
/// @param blind what the cluster collector cannot see
/// @param workloads what runs on it, as far as the collector ever saw pods
public record Surroundings(
        String nodeUid,
        String systemUuid,
        Optional<String> bootId,
        Lease lease,
        Instant leaseSince,
        Optional<Instant> renewed,
        Ready ready,
        Instant readySince,
        boolean deleted,
        boolean cordoned,
        List<Intent> intents,
        List<String> blind,
        Origin origin,
        Optional<List<Running>> workloads) {

    private static final Duration LONG_NOT_READY = Duration.ofMinutes(5);

    /// Nobody around it has said anything.
    public static final Surroundings NONE =
            new Surroundings(
                    "",
                    "",
                    Optional.empty(),
                    Lease.UNKNOWN,
                    Instant.EPOCH,
                    Optional.empty(),
                    Ready.UNKNOWN,
                    Instant.EPOCH,
                    false,
                    false,
                    List.of(),
                    List.of(),
                    Origin.ABSENCE,
                    Optional.empty());

    private static final int MAX_INTENTS = 16;

    public Surroundings {
        // Stores written before the collector could be blind hold no such list.
        blind = blind == null ? List.of() : List.copyOf(blind);
    }

    Surroundings after(Observation seen) {
        return new Surroundings(
                seen.nodeUid(),
                seen.systemUuid(),
                seen.bootId().or(() -> bootId),
                seen.lease(),
                seen.lease() == lease ? leaseSince : seen.at(),
                renewedAfter(seen),
                seen.ready(),
                seen.ready() == ready ? readySince : seen.at(),
                seen.deleted(),
                seen.cordoned(),
                seen.intents().stream()
                        .limit(MAX_INTENTS)
                        .map(intent -> intent.declaredBy(seen.at()))
                        .toList(),
                seen.blind(),
                seen.origin(),
                seen.workloads().or(() -> workloads));
    }

    private Optional<Instant> renewedAfter(Observation seen) {
        if (seen.leaseSilent().isPresent()) {
            return seen.leaseSilent().map(seen.at()::minus);
        }
        var says =
                seen.lease() == Lease.FRESH
                        || (seen.lease() == Lease.STALE && lease != seen.lease());
        return says ? Optional.of(seen.at()) : renewed;
    }

    /// When the lease last proved life, as far as anybody saw.
    Instant lastRenewed() {
        return renewed.orElse(leaseSince);
    }

    /// Whether this very observation brought the lease into its state.
    boolean leaseTurned(Observation seen) {
        return leaseSince.equals(seen.at());
    }

    /// Whether its Node object names another boot than before.
    boolean isAnotherBoot(Observation seen) {
        return bootId.isPresent() && seen.bootId().isPresent() && !bootId.equals(seen.bootId());
    }

    /// The plan that explains an absence since `lastHeard`, the longest-lasting if there are many.
    public Optional<Intent> explains(Instant lastHeard) {
        return intents.stream()
                .filter(intent -> intent.explainsSilenceAfter(lastHeard))
                .max(Comparator.comparing(intent -> intent.lapses(lastHeard)));
    }

    /// Whether the cluster, too, misses the node. Without an agent the lease is what missed it in
    /// the first place, and no second witness.
    boolean confirmsSilence(Instant now, boolean hasAgent) {
        return (hasAgent && lease == Lease.STALE)
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
