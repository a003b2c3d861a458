package dev.inquest.detection.fleet;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;

/// Many nodes of one cluster that fell silent together.
///
/// Who they are follows from when each was last heard, so nothing about single nodes is kept.
///
/// @param id of its finding
/// @param zones the zones concerned; empty stands for the whole cluster
/// @param from when the first of them was last heard
/// @param to when the last of them was
public record Blackout(String id, String cluster, Set<String> zones, Instant from, Instant to) {

    public Blackout {
        zones = Set.copyOf(zones);
    }

    /// Whether a fall in this span is part of it: no longer apart than nodes of one fall are.
    boolean isNear(Instant first, Instant last, Duration span) {
        return !first.isAfter(to.plus(span)) && !last.isBefore(from.minus(span));
    }

    boolean isIn(Place place) {
        return cluster.equals(place.cluster()) && (zones.isEmpty() || zones.contains(place.zone()));
    }

    /// Whether a node of this zone, last heard then, is one of them.
    boolean covers(Place place, Instant since) {
        return isIn(place) && !since.isBefore(from) && !since.isAfter(to);
    }

    Blackout wider(Place place, Instant first, Instant last) {
        var all = new TreeSet<>(zones);
        if (place.isWhole()) {
            all.clear();
        } else if (!zones.isEmpty()) {
            all.add(place.zone());
        }
        return new Blackout(id, cluster, all, earlier(first), later(last));
    }

    private Instant earlier(Instant first) {
        return first.isBefore(from) ? first : from;
    }

    private Instant later(Instant last) {
        return last.isAfter(to) ? last : to;
    }
}
