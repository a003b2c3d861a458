package dev.inquest.collectors.cluster;

import dev.inquest.collectors.cluster.api.Sight;
import dev.inquest.collectors.cluster.node.LeaseSight;
import dev.inquest.collectors.cluster.node.Nodes;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import java.util.function.LongSupplier;

/// Reads leases as they are renewed.
record LeaseWatching(Nodes nodes, LongSupplier nanos) implements Sight<Lease> {

    @Override
    public void present(Lease lease, boolean catchingUp) {
        nodes.lease(lease.getMetadata().getName(), LeaseSight.of(lease), nanos.getAsLong());
    }

    /// A lease that is gone is not renewed: it grows stale unless the node makes it anew.
    @Override
    public void gone(Lease lease) {
        // Time tells.
    }
}
