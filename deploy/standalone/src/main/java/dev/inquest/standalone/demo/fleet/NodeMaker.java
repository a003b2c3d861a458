package dev.inquest.standalone.demo.fleet;

import dev.inquest.schemas.NodeKey;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/// Draws the machines of a fleet so that no attribute follows another without a reason: whoever
/// finds the guilty one must have weighed them all.
final class NodeMaker {

    private static final List<String> POOLS = List.of("general", "compute", "batch", "ingress");
    private static final List<String> KUBELETS = List.of("v1.27.9", "v1.27.14", "v1.28.6");
    private static final List<String> RUNTIMES = List.of("containerd 1.6.28", "containerd 1.7.11");
    private static final List<String> IMAGE_MONTHS = List.of("202311", "202402", "202405");
    private static final List<Integer> RESERVATIONS = List.of(80, 80, 80, 96, 192, 192, 192, 256);

    private final RandomGenerator random;

    NodeMaker(RandomGenerator random) {
        this.random = random;
    }

    FleetNode make(Zone zone, int zoneNumber, int number, Kernel kernel) {
        var hardware = pick(Hardware.ALL);
        var name = "%s-%03d".formatted(zone.name(), number);
        return new FleetNode(
                new NodeKey(Fleet.CLUSTER, name),
                zone,
                kernel,
                new CrashReservation(pick(RESERVATIONS)),
                attributes(zone, name, hardware, kernel),
                new Network(zoneNumber, number, false),
                load(hardware),
                Duration.ofMinutes(random.nextInt(3 * 24 * 60, 90 * 24 * 60)),
                Duration.ofMillis(random.nextInt(0, 10_000)));
    }

    private Map<String, String> attributes(
            Zone zone, String name, Hardware hardware, Kernel kernel) {
        var facts = new HashMap<String, String>();
        facts.put("region", zone.region());
        facts.put("zone", zone.name());
        facts.put("rack", zone.name() + "-r" + random.nextInt(1, 7));
        facts.put("instance_type", hardware.instanceType());
        facts.put("cpu_model", hardware.cpuModel());
        facts.put("microcode", pick(hardware.microcodes()));
        facts.put("memory_total_bytes", Long.toString(hardware.memoryBytes()));
        facts.put("arch", "x86_64");
        facts.put("node_pool", pick(POOLS));
        facts.put("capacity_type", random.nextInt(100) < 12 ? "spot" : "on-demand");
        facts.put("image_id", kernel.distro() + "-k8s-" + pick(IMAGE_MONTHS));
        facts.put("provider_id", zone.region() + ".i-" + Integer.toHexString(name.hashCode()));
        facts.put("kubelet_version", pick(KUBELETS));
        facts.put("container_runtime", pick(RUNTIMES));
        facts.put("cni", "cilium");
        facts.put("cni_version", "1.15.0");
        return Map.copyOf(facts);
    }

    private Load load(Hardware hardware) {
        return new Load(
                hardware.memoryBytes(),
                random.nextDouble(0.15, 0.55),
                random.nextDouble(0.3, 0.65),
                random.nextDouble(0.25, 0.6),
                random.nextDouble(0, 6));
    }

    private <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
