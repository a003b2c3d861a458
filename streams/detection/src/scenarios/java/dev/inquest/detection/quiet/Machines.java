package dev.inquest.detection.quiet;

import dev.inquest.detection.event.NodeId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/// Makes the fleet: clusters of three zones, four pools, three kernels, one of which is bad.
final class Machines {

    static final int PARTITIONS = 8;
    static final String BAD_KERNEL = "5.15.0-91-generic";

    private Machines() {}

    static List<Machine> make(Plan plan, Instant start, RandomGenerator random) {
        var machines = new ArrayList<Machine>();
        for (var i = 0; i < plan.nodes(); i++) {
            var id = new NodeId("c%02d".formatted(i / plan.perCluster()), "n%05d".formatted(i));
            var booted = start.minus(Duration.ofDays(1 + random.nextInt(60)));
            var partition = Math.floorMod(id.hashCode(), PARTITIONS);
            machines.add(new Machine(i, id, partition, facts(random), booted));
        }
        return machines;
    }

    static Map<String, String> facts(RandomGenerator random) {
        var facts = new TreeMap<String, String>();
        facts.put("kernel_release", kernel(random.nextInt(100)));
        facts.put("zone", "az-" + (1 + random.nextInt(3)));
        facts.put("node_pool", "pool-" + random.nextInt(4));
        facts.put("instance_type", "type-" + random.nextInt(6));
        facts.put("image_id", "image-" + random.nextInt(5));
        facts.put("capacity_type", random.nextInt(100) < 15 ? "spot" : "on-demand");
        facts.put("distro", "ubuntu");
        facts.put("arch", random.nextInt(100) < 10 ? "aarch64" : "x86_64");
        facts.put("kubelet_version", "v1.31." + random.nextInt(3));
        facts.put("container_runtime", "containerd://1.7." + random.nextInt(4));
        facts.put("cni_version", "1.15." + random.nextInt(2));
        facts.put("microcode", "0x" + random.nextInt(7));
        return Map.copyOf(facts);
    }

    private static String kernel(int percentile) {
        if (percentile < 12) {
            return BAD_KERNEL;
        }
        return percentile < 60 ? "5.15.0-105-generic" : "5.15.0-112-generic";
    }
}
