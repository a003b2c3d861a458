package dev.inquest.detection.quiet;

import dev.inquest.detection.event.NodeId;
import java.time.Instant;
import java.util.Map;

/// A machine of the simulated fleet: whether it beats, in which boot, and what is known of it.
final class Machine {

    final int index;
    final NodeId id;
    final int partition;
    Map<String, String> facts;
    boolean beats = true;
    boolean gone;
    int boots = 1;
    int incarnation = 1;
    Instant booted;

    /// While something happens to it, it beats every ten seconds; else every thirty, which says the
    /// same and costs a third.
    Instant busyUntil;

    Machine(int index, NodeId id, int partition, Map<String, String> facts, Instant booted) {
        this.index = index;
        this.id = id;
        this.partition = partition;
        this.facts = facts;
        this.booted = booted;
        this.busyUntil = booted;
    }

    String bootId() {
        return "boot-%d-%d".formatted(incarnation, boots);
    }

    String uid() {
        return "uid-" + incarnation;
    }

    String systemUuid() {
        return "machine-" + incarnation;
    }

    boolean isBadKernel() {
        return facts.getOrDefault("kernel_release", "").equals(Machines.BAD_KERNEL);
    }

    boolean isSpot() {
        return facts.getOrDefault("capacity_type", "").equals("spot");
    }
}
