package dev.inquest.detection.fleet;

import dev.inquest.detection.event.NodeId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Notices that many nodes of a zone or cluster fell silent at once, and that it is over.
///
/// So many at once have one cause, and most likely it is none of theirs: a network, a power feed, a
/// switch. While that stands, the absence of a single node proves nothing about it.
final class MassSilence {

    /// Heartbeats come every ten seconds: nodes that are cut off together are last heard together.
    static final Duration AT_ONCE = Duration.ofSeconds(30);

    static final int LEAST = 5;

    /// Of those that were heard until then.
    static final int PERCENT = 30;

    /// Below half of that it is over, so that it does not end and begin with every node.
    static final int OVER_PERCENT = PERCENT / 2;

    /// A fall that shows later than this after it happened is history.
    private static final Duration RECENT = Duration.ofMinutes(5);

    private final Map<Place, Quiet> places = new HashMap<>();
    private final Map<String, Blackout> standing = new TreeMap<>();
    private final Set<Place> changed = new HashSet<>();

    void restore(Blackout blackout) {
        standing.put(blackout.id(), blackout);
    }

    /// A node's place in the fleet has changed.
    void move(Optional<Seat> before, Optional<Seat> after) {
        if (before.map(MassSilence::gist).equals(after.map(MassSilence::gist))) {
            return;
        }
        before.ifPresent(seat -> quiet(seat).forEach(quiet -> quiet.remove(seat)));
        after.ifPresent(seat -> quiet(seat).forEach(quiet -> quiet.add(seat)));
    }

    private static List<Object> gist(Seat seat) {
        return List.of(seat.isHeard(), seat.silentSince(), seat.zone());
    }

    private List<Quiet> quiet(Seat seat) {
        return placesOf(seat).stream().map(this::touched).toList();
    }

    private Quiet touched(Place place) {
        changed.add(place);
        return places.computeIfAbsent(place, _ -> new Quiet());
    }

    private static List<Place> placesOf(Seat seat) {
        var whole = Place.whole(seat.node().cluster());
        return seat.zone().isEmpty() ? List.of(whole) : List.of(whole, placeOf(seat));
    }

    private static Place placeOf(Seat seat) {
        return new Place(seat.node().cluster(), seat.zone());
    }

    /// The blackout that a node is part of, if one stands.
    Optional<Blackout> around(Seat seat) {
        return seat.silentSince()
                .flatMap(since ->
                        standing.values().stream()
                                .filter(blackout -> blackout.covers(placeOf(seat), since))
                                .findFirst());
    }

    /// Looks at the places where something has changed.
    ///
    /// @return the blackouts that began, grew or shrank, and stand
    List<Blackout> look(Instant now) {
        if (changed.isEmpty()) {
            return List.of();
        }
        var moved = new HashSet<String>();
        // Zones before their cluster: what one zone explains is no matter of all of them.
        changed.stream()
                .sorted((one, other) -> Boolean.compare(one.isWhole(), other.isWhole()))
                .forEach(place -> look(place, now).ifPresent(moved::add));
        standing.values().stream()
                .filter(blackout -> changed.stream().anyMatch(blackout::isIn))
                .forEach(blackout -> moved.add(blackout.id()));
        changed.clear();
        moved.forEach(id -> standing.computeIfPresent(id, (_, blackout) -> stragglers(blackout)));
        return moved.stream().sorted().map(standing::get).toList();
    }

    private Optional<String> look(Place place, Instant now) {
        var quiet = places.getOrDefault(place, new Quiet());
        return quiet.deepest(AT_ONCE, unexplained(place, now))
                .filter(fall -> fall.nodes() >= LEAST)
                .filter(fall ->
                        100L * fall.nodes() > PERCENT * (long) (quiet.heard() + fall.nodes()))
                .map(fall -> fallen(place, fall));
    }

    /// What was last heard before this is explained already, or too long ago.
    private Instant unexplained(Place place, Instant now) {
        return standing.values().stream()
                .filter(blackout -> blackout.isIn(place) || place.equals(whole(blackout)))
                .map(Blackout::to)
                .reduce(now.minus(RECENT), (one, other) -> one.isAfter(other) ? one : other);
    }

    private static Place whole(Blackout blackout) {
        return Place.whole(blackout.cluster());
    }

    private String fallen(Place place, Quiet.Fall fall) {
        var blackout =
                standing.values().stream()
                        .filter(one -> one.cluster().equals(place.cluster()))
                        .filter(one -> one.isNear(fall.from(), fall.to(), AT_ONCE))
                        .findFirst()
                        .map(one -> one.wider(place, fall.from(), fall.to()))
                        .orElseGet(() -> ZoneSilent.begin(place, fall));
        standing.put(blackout.id(), blackout);
        return blackout.id();
    }

    /// Nodes whose partition tells a little later, and those that follow one by one.
    private Blackout stragglers(Blackout blackout) {
        var wider = blackout;
        for (var place : placesOf(blackout)) {
            var quiet = places.getOrDefault(place, new Quiet());
            var last = quiet.lastUpTo(wider.to().plus(AT_ONCE)).orElse(wider.to());
            var first = quiet.firstFrom(wider.from().minus(AT_ONCE)).orElse(wider.from());
            wider = wider.wider(place, first, last);
        }
        return wider;
    }

    private static List<Place> placesOf(Blackout blackout) {
        return blackout.zones().isEmpty()
                ? List.of(whole(blackout))
                : blackout.zones().stream()
                        .sorted()
                        .map(zone -> new Place(blackout.cluster(), zone))
                        .toList();
    }

    /// The nodes of a blackout that are still silent.
    Collection<NodeId> silent(Blackout blackout) {
        var nodes = new ArrayList<NodeId>();
        for (var place : placesOf(blackout)) {
            places.getOrDefault(place, new Quiet())
                    .between(blackout.from(), blackout.to())
                    .forEach(nodes::addAll);
        }
        return nodes;
    }

    /// How many nodes of its zones are heard.
    int heard(Blackout blackout) {
        return placesOf(blackout).stream()
                .mapToInt(place -> places.getOrDefault(place, new Quiet()).heard())
                .sum();
    }

    /// Whether so few are still silent that each is judged for itself again.
    boolean isOver(Blackout blackout) {
        long silent = silent(blackout).size();
        return silent < LEAST || 100 * silent <= OVER_PERCENT * (heard(blackout) + silent);
    }

    void end(Blackout blackout) {
        standing.remove(blackout.id());
    }

    Collection<Blackout> standing() {
        return standing.values();
    }
}
