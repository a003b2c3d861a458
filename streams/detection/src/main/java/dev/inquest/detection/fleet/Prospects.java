package dev.inquest.detection.fleet;

import dev.inquest.detection.event.NodeId;
import dev.inquest.detection.forecast.Concern;
import dev.inquest.detection.forecast.Forecast;
import dev.inquest.detection.forecast.NextPanic;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// What the nodes of one cluster would do at their next panic: all of them counted by outcome, and
/// those that somebody should do something about also by cause.
final class Prospects {

    private final Map<NextPanic, Integer> outcomes = new EnumMap<>(NextPanic.class);
    private final Map<String, Group> groups = new TreeMap<>();

    /// The nodes of one cause.
    static final class Group {

        private final String cause;
        private final NextPanic outcome;
        private final Concern concern;
        private final NavigableSet<NodeId> nodes = new TreeSet<>();
        private final Map<String, NavigableSet<NodeId>> byDistro = new TreeMap<>();
        private final Map<String, Integer> zones = new HashMap<>();

        private Group(Forecast forecast) {
            this.cause = forecast.cause();
            this.outcome = forecast.outcome();
            this.concern = forecast.concern();
        }

        String cause() {
            return cause;
        }

        NextPanic outcome() {
            return outcome;
        }

        Concern concern() {
            return concern;
        }

        int count() {
            return nodes.size();
        }

        /// The first of them by name.
        List<NodeId> sample(int most) {
            return nodes.stream().limit(most).toList();
        }

        /// The first by name of each distribution: their remedies differ.
        List<NodeId> onePerDistro() {
            return byDistro.values().stream().map(NavigableSet::first).toList();
        }

        Map<String, Integer> zones() {
            return Map.copyOf(zones);
        }

        private void add(Seat seat) {
            if (nodes.add(seat.node())) {
                byDistro.computeIfAbsent(distro(seat), _ -> new TreeSet<>()).add(seat.node());
                zones.merge(seat.zone(), 1, Integer::sum);
            }
        }

        private void remove(Seat seat) {
            if (nodes.remove(seat.node())) {
                byDistro.computeIfPresent(distro(seat), (_, known) -> without(known, seat.node()));
                zones.computeIfPresent(seat.zone(), (_, count) -> count > 1 ? count - 1 : null);
            }
        }

        @SuppressWarnings("NullAway") // null takes the entry out of the map
        private static NavigableSet<NodeId> without(NavigableSet<NodeId> nodes, NodeId node) {
            nodes.remove(node);
            return nodes.isEmpty() ? null : nodes;
        }

        private static String distro(Seat seat) {
            return seat.attributes().getOrDefault("distro", "");
        }
    }

    void add(Seat seat, Forecast forecast) {
        outcomes.merge(forecast.outcome(), 1, Integer::sum);
        if (forecast.needsAttention()) {
            groups.computeIfAbsent(forecast.cause(), _ -> new Group(forecast)).add(seat);
        }
    }

    void remove(Seat seat, Forecast forecast) {
        outcomes.merge(forecast.outcome(), -1, Integer::sum);
        var group = groups.get(forecast.cause());
        if (group != null) {
            group.remove(seat);
            if (group.count() == 0) {
                groups.remove(forecast.cause());
            }
        }
    }

    Collection<Group> groups() {
        return groups.values();
    }

    int count(NextPanic outcome) {
        return outcomes.getOrDefault(outcome, 0);
    }

    int count() {
        return outcomes.values().stream().mapToInt(Integer::intValue).sum();
    }
}
