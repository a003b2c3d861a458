package dev.inquest.standalone.demo.summary;

import dev.inquest.schemas.wire.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/// How far detection has come in every partition, by its own word.
public final class DetectionClock {

    private final int partitions;
    private final Map<Integer, Instant> reached = new HashMap<>();

    /// @param partitions of the heartbeats
    public DetectionClock(int partitions) {
        this.partitions = partitions;
    }

    /// Takes in what one partition says.
    public void add(Clock clock) {
        reached.merge(
                clock.getPartition(),
                clock.getAt(),
                (before, now) -> now.isAfter(before) ? now : before);
    }

    /// Whether every partition has reached a moment.
    public boolean hasReached(Instant moment) {
        return reached.size() == partitions && reached.values().stream().noneMatch(moment::isAfter);
    }
}
