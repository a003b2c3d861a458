package dev.inquest.collectors.cluster.node;

import dev.inquest.collectors.cluster.intent.Declared;
import dev.inquest.collectors.cluster.intent.Sign;
import dev.inquest.schemas.wire.LeaseState;
import dev.inquest.schemas.wire.NodeObservation;
import dev.inquest.schemas.wire.ReadyState;
import dev.inquest.schemas.wire.RunningWorkload;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// One node as the cluster has it: its object, its lease, the plans for it, and what was told of it
/// last. Not safe for several threads.
final class WatchedNode {

    private static final Duration AT_LEAST = Duration.ofHours(1);
    private static final Duration FAREWELL = Duration.ofMinutes(10);
    private static final long NOTHING = -1;

    private Optional<NodeSight> sight = Optional.empty();
    private Optional<Renewals> lease = Optional.empty();
    private final Declared declared = new Declared();
    private LeaseState assumed = LeaseState.UNKNOWN;
    private boolean deleted;
    private Optional<NodeObservation> told = Optional.empty();
    private Instant toldAt = Instant.EPOCH;
    private Optional<Map<String, String>> toldFacts = Optional.empty();
    private Instant factsAt = Instant.EPOCH;

    /// What was told of it before this collector started.
    void remember(NodeObservation before) {
        declared.remember(before.getIntents());
        told = Optional.of(comparable(before));
        assumed = before.getLease();
    }

    /// Another machine under the same name: of this one only the lease's last version is taken
    /// over, so that the next is recognised as a renewal.
    WatchedNode successor(long nanos) {
        var another = new WatchedNode();
        another.lease = lease.map(seen -> seen.ofAnother(nanos));
        return another;
    }

    void present(NodeSight now) {
        sight = Optional.of(now);
        deleted = false;
    }

    void gone() {
        deleted = true;
    }

    void lease(LeaseSight now, long nanos) {
        if (lease.isPresent()) {
            lease.get().seen(now.version(), now.lasts(), nanos);
        } else {
            lease = Optional.of(new Renewals(now.version(), now.lasts(), assumed, nanos));
        }
    }

    /// Leases cannot be seen any more.
    void leaseLost() {
        lease.ifPresent(Renewals::lost);
        if (assumed == LeaseState.FRESH) {
            assumed = LeaseState.UNKNOWN;
        }
    }

    Optional<Renewals> lease() {
        return lease;
    }

    LeaseState leaseState() {
        return lease.map(Renewals::state).orElse(assumed);
    }

    boolean hasObject() {
        return sight.isPresent();
    }

    boolean isDeleted() {
        return deleted;
    }

    /// Whether anything was ever told of it.
    boolean wasTold() {
        return told.isPresent();
    }

    /// Whether it was told that it is gone.
    boolean wasToldGone() {
        return told.filter(NodeObservation::getDeleted).isPresent();
    }

    /// Whether there is anything to tell while no Node object can be seen.
    boolean hasOtherWitness() {
        return lease.isPresent() || told.isPresent();
    }

    /// Whether this is another object under the same name.
    boolean isAnother(NodeSight now) {
        var known = sight.map(NodeSight::uid).or(() -> told.map(NodeObservation::getNodeUid));
        return known.filter(uid -> !uid.isEmpty() && !uid.equals(now.uid())).isPresent();
    }

    Map<String, String> facts() {
        return sight.map(NodeSight::facts).orElse(Map.of());
    }

    /// The whole present.
    ///
    /// @param further plans that others than the object announce
    /// @param workloads what runs on it, where that can be seen
    NodeObservation observe(
            Collection<Sign> further,
            List<String> blind,
            Optional<List<RunningWorkload>> workloads,
            Instant now,
            long nanos) {
        var signs = new ArrayList<>(further);
        sight.ifPresent(seen -> signs.addAll(seen.signs()));
        var silent = lease.map(seen -> seen.silentNanos(nanos).orElse(NOTHING)).orElse(NOTHING);
        var before = told;
        return NodeObservation.newBuilder()
                .setNodeUid(known(NodeSight::uid, before.map(NodeObservation::getNodeUid)))
                .setSystemUuid(
                        known(NodeSight::systemUuid, before.map(NodeObservation::getSystemUuid)))
                .setBootId(known(NodeSight::bootId, before.map(NodeObservation::getBootId)))
                .setLease(deleted ? afterDeletion() : leaseState())
                .setLeaseSilentMs(silent < 0 ? NOTHING : Duration.ofNanos(silent).toMillis())
                .setReady(sight.map(NodeSight::ready).orElse(ReadyState.UNKNOWN))
                .setDeleted(deleted)
                .setCordoned(sight.map(NodeSight::cordoned).orElse(false))
                .setIntents(declared.declare(signs, now))
                .setBlind(blind)
                .setWorkloads(workloads.orElse(null))
                .setPressures(
                        sight.flatMap(NodeSight::pressures)
                                .or(() -> before.map(NodeObservation::getPressures))
                                .orElse(List.of()))
                .build();
    }

    private String known(Function<NodeSight, String> now, Optional<String> before) {
        return sight.map(now).or(() -> before).orElse("");
    }

    /// With the object its lease goes, too: that it was fresh until then says nothing of now.
    private LeaseState afterDeletion() {
        return leaseState() == LeaseState.STALE ? LeaseState.STALE : LeaseState.UNKNOWN;
    }

    /// Whether it is news, or an hour has passed.
    boolean isDue(NodeObservation present, Instant now) {
        return !now.isBefore(toldAt.plus(AT_LEAST))
                || !told.equals(Optional.of(comparable(present)));
    }

    /// How long a lease has been silent grows by itself and is no news.
    private static NodeObservation comparable(NodeObservation observation) {
        return NodeObservation.newBuilder(observation).setLeaseSilentMs(NOTHING).build();
    }

    boolean factsAreDue(Instant now) {
        return sight.isPresent()
                && !deleted
                && (!toldFacts.equals(Optional.of(facts()))
                        || !now.isBefore(factsAt.plus(AT_LEAST)));
    }

    void told(NodeObservation present, Instant now) {
        told = Optional.of(comparable(present));
        toldAt = now;
    }

    void toldFacts(Instant now) {
        toldFacts = Optional.of(facts());
        factsAt = now;
    }

    /// It did not arrive: it is due again.
    void forgetTold() {
        toldAt = Instant.EPOCH;
        factsAt = Instant.EPOCH;
    }

    /// Whether it was told long ago that it is gone, so that it need not be remembered.
    boolean isOver(Instant now) {
        return deleted && !now.isBefore(toldAt.plus(FAREWELL)) && toldAt.isAfter(Instant.EPOCH);
    }

    /// Whether the hourly repetition is due soon enough to look at it.
    boolean isStaleTelling(Instant now) {
        return !now.isBefore(toldAt.plus(AT_LEAST))
                || (sight.isPresent() && !now.isBefore(factsAt.plus(AT_LEAST)));
    }
}
