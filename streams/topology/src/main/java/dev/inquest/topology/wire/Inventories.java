package dev.inquest.topology.wire;

import dev.inquest.detection.event.Running;
import dev.inquest.detection.node.Inventory;
import dev.inquest.schemas.wire.RunningWorkload;
import java.util.List;
import java.util.Optional;

/// Writes and reads what is on a node beside its facts.
final class Inventories {

    private static final int MAX_WORKLOADS = 64;
    private static final int MAX_IMAGES = 8;

    private Inventories() {}

    static dev.inquest.schemas.wire.Inventory write(Inventory inventory) {
        return dev.inquest.schemas.wire.Inventory.newBuilder()
                .setInterfaces(inventory.interfaces())
                .setWorkloads(
                        inventory
                                .workloads()
                                .map(all -> all.stream().map(Inventories::write).toList())
                                .orElse(null))
                .build();
    }

    private static RunningWorkload write(Running running) {
        return RunningWorkload.newBuilder()
                .setWorkload(running.workload())
                .setControllerRevision(running.revision())
                .setImages(running.images())
                .build();
    }

    static Inventory read(dev.inquest.schemas.wire.Inventory inventory) {
        return new Inventory(
                inventory.getInterfaces(),
                Optional.ofNullable(inventory.getWorkloads()).map(Inventories::workloads));
    }

    static List<Running> workloads(List<RunningWorkload> workloads) {
        return workloads.stream().limit(MAX_WORKLOADS).map(Inventories::read).toList();
    }

    private static Running read(RunningWorkload running) {
        return new Running(
                Events.cut(running.getWorkload()),
                Events.cut(running.getControllerRevision()),
                running.getImages().stream().limit(MAX_IMAGES).map(Events::cut).toList());
    }
}
