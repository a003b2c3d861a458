package dev.inquest.collectors.cluster.node;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import java.time.Duration;

/// What is kept of a lease object.
///
/// @param version changes with each renewal; compared for equality only
/// @param lasts how long its holder counts as alive after a renewal
public record LeaseSight(String version, Duration lasts) {

    /// What the kubelet asks for unless told otherwise.
    private static final int USUAL_SECONDS = 40;

    /// Reads a lease object.
    public static LeaseSight of(Lease lease) {
        var spec = lease.getSpec();
        var renewed = spec == null ? null : spec.getRenewTime();
        var lasts = spec == null ? null : spec.getLeaseDurationSeconds();
        return new LeaseSight(
                renewed == null
                        ? "version " + lease.getMetadata().getResourceVersion()
                        : renewed.toString(),
                Duration.ofSeconds(lasts == null ? USUAL_SECONDS : lasts));
    }
}
