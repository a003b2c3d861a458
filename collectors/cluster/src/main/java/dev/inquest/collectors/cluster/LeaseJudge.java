package dev.inquest.collectors.cluster;

import dev.inquest.collectors.cluster.api.LeaseListing;
import dev.inquest.collectors.cluster.node.LeaseSight;
import dev.inquest.collectors.cluster.node.Nodes;
import java.time.Duration;
import java.util.List;

/// Decides when a lease is stale. Only while leases are seen, and never without a second look at
/// the API: a watch that has gone deaf, a collector that stood still and a slow connection look
/// like a dying fleet.
final class LeaseJudge {

    private static final long BETWEEN_LOOKS = Duration.ofSeconds(5).toNanos();
    private static final long DEAF = Duration.ofSeconds(20).toNanos();

    private final Nodes nodes;
    private final LeaseListing listing;
    private final Duration blindAfter;
    private boolean saw;
    private boolean lost;
    private long sawAt;
    private long lookedAt;

    LeaseJudge(Nodes nodes, LeaseListing listing, Duration blindAfter, long nanos) {
        this.nodes = nodes;
        this.listing = listing;
        this.blindAfter = blindAfter;
        this.sawAt = nanos;
        this.lookedAt = nanos - BETWEEN_LOOKS;
    }

    /// Judges all leases.
    ///
    /// @param sees whether the watch sees them at this moment
    /// @return whether the watch has been deaf and must begin anew
    boolean judge(boolean sees, long nanos) {
        if (!sees) {
            saw = false;
            loseThem(nanos);
            return false;
        }
        if (!saw) {
            nodes.excuseLeases(nanos);
        }
        saw = true;
        lost = false;
        sawAt = nanos;
        var overdue = nodes.overdue(nanos);
        return !overdue.isEmpty() && nanos - lookedAt >= BETWEEN_LOOKS && look(overdue, nanos);
    }

    private void loseThem(long nanos) {
        if (!lost && nanos - sawAt > blindAfter.toNanos()) {
            lost = true;
            nodes.leasesLost();
        }
    }

    private boolean look(List<String> overdue, long nanos) {
        var quiet = nanos - nodes.lastRenewal() > DEAF;
        lookedAt = nanos;
        var answered =
                listing.read(lease ->
                        nodes.lease(lease.getMetadata().getName(), LeaseSight.of(lease), nanos));
        if (!answered) {
            return false;
        }
        var stale = nodes.overdue(nanos);
        overdue.stream().filter(stale::contains).forEach(node -> nodes.expire(node, nanos));
        return quiet && stale.size() < overdue.size();
    }
}
