package dev.inquest.detection.fleet;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Counts what nodes run of the things that are rolled out to them: kernels, images, versions.
final class Offers {

    private static final List<String> ROLLED_OUT =
            List.of(
                    "cni_version",
                    "container_runtime",
                    "firmware",
                    "image_id",
                    "kernel_release",
                    "kubelet_version",
                    "livepatch",
                    "microcode",
                    "os_image");

    private final Map<String, Map<String, Integer>> counts = new TreeMap<>();

    void move(Optional<Seat> before, Optional<Seat> after) {
        var from = before.filter(Seat::isHeard).map(Seat::attributes).orElse(Map.of());
        var to = after.filter(Seat::isHeard).map(Seat::attributes).orElse(Map.of());
        for (var attribute : ROLLED_OUT) {
            var old = from.getOrDefault(attribute, "");
            var next = to.getOrDefault(attribute, "");
            if (!old.equals(next)) {
                count(attribute, old, -1);
                count(attribute, next, 1);
            }
        }
    }

    private void count(String attribute, String value, int by) {
        if (value.isEmpty()) {
            return;
        }
        var values = counts.computeIfAbsent(attribute, _ -> new HashMap<>());
        if (values.merge(value, by, Integer::sum) <= 0) {
            values.remove(value);
        }
    }

    /// The values of each attribute that at least one node that is heard has now.
    Map<String, Set<String>> values() {
        var all = new TreeMap<String, Set<String>>();
        counts.forEach((attribute, values) -> all.put(attribute, Set.copyOf(values.keySet())));
        return all;
    }
}
