package dev.inquest.detection.fleet;

import dev.inquest.detection.cohort.item.Item;
import dev.inquest.detection.event.Running;
import dev.inquest.detection.node.Inventory;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

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

    /// Name of the attribute whose items are network links.
    static final String INTERFACE = "iface";

    /// Versions of a workload, which are asked about before anything else.
    static final String IMAGE = "image";

    static final String REVISION = "controller_revision";

    private static final int DIGITS = 12;

    private Compared() {}

    /// The facts of a node, and its network links as items of one attribute.
    static List<Item> items(Seat seat) {
        var facts =
                seat.attributes().entrySet().stream()
                        .filter(fact -> !LEFT_OUT.contains(fact.getKey()))
                        .filter(fact -> !fact.getValue().isEmpty())
                        .map(fact -> new Item(fact.getKey(), fact.getValue()));
        var links =
                seat.inventory().map(Inventory::interfaces).orElse(List.of()).stream()
                        .map(name -> new Item(INTERFACE, name));
        return Stream.concat(facts, links).toList();
    }

    /// The versions in which a node runs a workload; none when it does not run it.
    static Optional<List<Item>> versions(Seat seat, String workload) {
        var running =
                seat.inventory().flatMap(Inventory::workloads).orElse(List.of()).stream()
                        .filter(one -> one.workload().equals(workload))
                        .toList();
        return running.isEmpty()
                ? Optional.empty()
                : Optional.of(running.stream().flatMap(Compared::version).distinct().toList());
    }

    private static Stream<Item> version(Running running) {
        var revision =
                Stream.of(running.revision())
                        .filter(known -> !known.isEmpty())
                        .map(known -> new Item(REVISION, known));
        var images = running.images().stream().map(image -> new Item(IMAGE, brief(image)));
        return Stream.concat(revision, images);
    }

    /// A digest's first digits tell it from all others.
    private static String brief(String image) {
        var digits = image.lastIndexOf(':') + 1;
        return image.substring(0, Math.min(image.length(), digits + DIGITS));
    }
}
