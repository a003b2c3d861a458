package dev.inquest.detection.fleet;

import dev.inquest.detection.cohort.item.Item;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Chooses the facts in which failing nodes are compared with healthy ones: all but those that tell
/// nodes apart, or that say in other words what another fact says.
final class Compared {

    /// Facts that are no trait of a kind of node. `command_line` names disks; what matters of it,
    /// such as `crashkernel`, is a fact of its own. `kernel_version` is the build of
    /// `kernel_release`.
    static final Set<String> LEFT_OUT =
            Set.of(
                    "command_line",
                    "hostname",
                    "kernel_version",
                    "memory_total_bytes",
                    "provider_id",
                    "pstore_mounted",
                    "system_uuid");

    private Compared() {}

    static List<Item> items(Map<String, String> attributes) {
        return attributes.entrySet().stream()
                .filter(fact -> !LEFT_OUT.contains(fact.getKey()) && !fact.getValue().isEmpty())
                .map(fact -> new Item(fact.getKey(), fact.getValue()))
                .toList();
    }
}
