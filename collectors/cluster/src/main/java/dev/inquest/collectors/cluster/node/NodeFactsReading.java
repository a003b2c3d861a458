package dev.inquest.collectors.cluster.node;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeSystemInfo;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Reads what a node is from its Node object, under the names that the agent uses for the same.
///
/// @param labels further labels to publish, as `label.` and their key
public record NodeFactsReading(List<String> labels) {

    /// Labels that may be chosen.
    public static final int MAX_LABELS = 64;

    private static final int MAX_VALUE = 1_024;

    /// The first of these labels that a node has names its pool.
    private static final List<String> POOLS =
            List.of(
                    "node.inquest.dev/pool",
                    "eks.amazonaws.com/nodegroup",
                    "cloud.google.com/gke-nodepool",
                    "kubernetes.azure.com/agentpool",
                    "agentpool",
                    "alibabacloud.com/nodepool-id",
                    "karpenter.sh/nodepool",
                    "karpenter.sh/provisioner-name",
                    "doks.digitalocean.com/node-pool",
                    "kops.k8s.io/instancegroup",
                    "node.cluster.x-k8s.io/deployment-name");

    private static final List<String> SPOT =
            List.of(
                    "karpenter.sh/capacity-type=spot",
                    "eks.amazonaws.com/capacityType=SPOT",
                    "cloud.google.com/gke-spot=true",
                    "cloud.google.com/gke-preemptible=true",
                    "kubernetes.azure.com/scalesetpriority=spot",
                    "node.kubernetes.io/lifecycle=spot",
                    "lifecycle=Ec2Spot");

    private static final List<String> ON_DEMAND =
            List.of(
                    "karpenter.sh/capacity-type=on-demand",
                    "eks.amazonaws.com/capacityType=ON_DEMAND",
                    "kubernetes.azure.com/scalesetpriority=regular");

    public NodeFactsReading {
        if (labels.size() > MAX_LABELS) {
            throw new IllegalArgumentException("at most " + MAX_LABELS + " labels");
        }
        labels = List.copyOf(labels);
    }

    /// The attributes of a node.
    Map<String, String> read(Node node, NodeSystemInfo info) {
        var facts = new TreeMap<String, String>();
        system(facts, info);
        var has = node.getMetadata().getLabels();
        put(facts, "region", has.get("topology.kubernetes.io/region"));
        put(facts, "zone", has.get("topology.kubernetes.io/zone"));
        put(facts, "instance_type", has.get("node.kubernetes.io/instance-type"));
        put(facts, "node_pool", pool(has));
        put(facts, "capacity_type", capacity(has));
        put(facts, "provider_id", node.getSpec().getProviderID());
        labels.forEach(label -> put(facts, "label." + label, has.get(label)));
        return Map.copyOf(facts);
    }

    private static void system(Map<String, String> facts, NodeSystemInfo info) {
        put(facts, "kernel_release", info.getKernelVersion());
        put(facts, "arch", asUname(info.getArchitecture()));
        put(facts, "os_image", info.getOsImage());
        Optional.ofNullable(info.getOsImage())
                .flatMap(OsImage::parse)
                .ifPresent(os -> {
                    put(facts, "distro", os.id());
                    put(facts, "distro_version", os.version().orElse(null));
                });
        put(facts, "kubelet_version", info.getKubeletVersion());
        runtime(facts, info.getContainerRuntimeVersion());
        put(facts, "machine_id", info.getMachineID());
        put(facts, "system_uuid", info.getSystemUUID());
    }

    /// `containerd://1.7.2` names runtime and version; the agent knows only the first.
    private static void runtime(Map<String, String> facts, @Nullable String runtime) {
        if (runtime == null) {
            return;
        }
        var mark = runtime.indexOf("://");
        put(facts, "container_runtime", mark < 0 ? runtime : runtime.substring(0, mark));
        put(facts, "container_runtime_version", mark < 0 ? null : runtime.substring(mark + 3));
    }

    /// Kubernetes names architectures as Go does, the kernel in its own way.
    private static @Nullable String asUname(@Nullable String go) {
        return switch (go) {
            case "amd64" -> "x86_64";
            case "arm64" -> "aarch64";
            case "386" -> "i686";
            case null, default -> go;
        };
    }

    private static @Nullable String pool(Map<String, String> labels) {
        return POOLS.stream()
                .map(labels::get)
                .filter(name -> name != null)
                .findFirst()
                .orElse(null);
    }

    private static @Nullable String capacity(Map<String, String> labels) {
        if (SPOT.stream().anyMatch(label -> isOn(labels, label))) {
            return "spot";
        }
        return ON_DEMAND.stream().anyMatch(label -> isOn(labels, label)) ? "on-demand" : null;
    }

    private static boolean isOn(Map<String, String> labels, String label) {
        var mark = label.indexOf('=');
        return label.substring(mark + 1).equals(labels.get(label.substring(0, mark)));
    }

    private static void put(Map<String, String> facts, String name, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            var clean = value.strip();
            facts.put(name, clean.substring(0, Math.min(clean.length(), MAX_VALUE)));
        }
    }
}
