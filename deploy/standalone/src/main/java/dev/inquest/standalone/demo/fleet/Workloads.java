package dev.inquest.standalone.demo.fleet;

import dev.inquest.schemas.wire.RunningWorkload;
import java.util.List;

/// What runs on every node of the fleet, as the cluster's API tells it.
public final class Workloads {

    /// The network's agent.
    public static final String CILIUM = "daemonset/cilium";

    /// The version in which all nodes run it.
    public static final String CILIUM_REVISION = "6d9c7f9c5b";

    /// The image of that version.
    public static final String CILIUM_DIGEST = "sha256:" + "c111".repeat(16);

    private static final List<RunningWorkload> EVERYWHERE =
            List.of(
                    RunningWorkload.newBuilder()
                            .setWorkload(CILIUM)
                            .setControllerRevision(CILIUM_REVISION)
                            .setImages(List.of("cilium-agent@" + CILIUM_DIGEST))
                            .build());

    private Workloads() {}

    /// The same on every node.
    public static List<RunningWorkload> everywhere() {
        return EVERYWHERE;
    }
}
