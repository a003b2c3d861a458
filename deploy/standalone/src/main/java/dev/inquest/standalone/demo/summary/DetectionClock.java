package dev.inquest.standalone.demo.summary;

import dev.inquest.schemas.wire.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

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

    /// The moment that every partition has reached, once all have spoken.
    public Optional<Instant> now() {
        return reached.size() < partitions
                ? Optional.empty()
                : reached.values().stream().min(Instant::compareTo);
    }
}
