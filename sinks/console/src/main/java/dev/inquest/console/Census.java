package dev.inquest.console;

import dev.inquest.schemas.wire.NodeStateName;
import dev.inquest.schemas.wire.NodeStatus;
import dev.inquest.tables.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Counts the fleet for everybody who looks, so that a hundred open screens cost as much as one.
public final class Census {

    private static final Duration STATES_LAST = Duration.ofMillis(500);
    private static final Duration ATTRIBUTES_LAST = Duration.ofSeconds(10);
    private static final int VALUES_COUNTED = 1_000;
    private static final int ATTRIBUTES = 300;

    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();

    // Guarded by the lock.
    private @Nullable States states;
    private @Nullable Attributes attributes;

    /// How many nodes are in each state.
    public record States(long version, Instant at, int total, Map<NodeStateName, Integer> counts) {}

    /// The attributes nodes have, each with how many values it takes, counted up to a thousand.
    public record Attributes(long version, Instant at, Map<String, Integer> values) {}

    public Census(InstantSource clock) {
        this.clock = clock;
    }

    public States states(Snapshot<NodeStatus> nodes) {
        lock.lock();
        try {
            var last = states;
            if (last == null || isOld(last.version(), last.at(), STATES_LAST, nodes)) {
                last = count(nodes);
                states = last;
            }
            return last;
        } finally {
            lock.unlock();
        }
    }

    public Attributes attributes(Snapshot<NodeStatus> nodes) {
        lock.lock();
        try {
            var last = attributes;
            if (last == null || isOld(last.version(), last.at(), ATTRIBUTES_LAST, nodes)) {
                last = survey(nodes);
                attributes = last;
            }
            return last;
        } finally {
            lock.unlock();
        }
    }

    private boolean isOld(long version, Instant at, Duration lasts, Snapshot<NodeStatus> nodes) {
        return version != nodes.version() && clock.instant().isAfter(at.plus(lasts));
    }

    private States count(Snapshot<NodeStatus> nodes) {
        var counts = new EnumMap<NodeStateName, Integer>(NodeStateName.class);
        for (var row : nodes) {
            counts.merge(row.value().getState(), 1, Integer::sum);
        }
        return new States(nodes.version(), clock.instant(), nodes.size(), counts);
    }

    private Attributes survey(Snapshot<NodeStatus> nodes) {
        var values = new TreeMap<String, Set<String>>();
        for (var row : nodes) {
            row.value().getAttributes().forEach((name, value) -> note(values, name, value));
        }
        var counts = new TreeMap<String, Integer>();
        values.forEach((name, all) -> counts.put(name, all.size()));
        return new Attributes(nodes.version(), clock.instant(), counts);
    }

    private static void note(Map<String, Set<String>> values, String name, String value) {
        var known = values.get(name);
        if (known == null && values.size() < ATTRIBUTES) {
            known = new HashSet<>();
            values.put(name, known);
        }
        if (known != null && known.size() < VALUES_COUNTED) {
            known.add(value);
        }
    }
}
