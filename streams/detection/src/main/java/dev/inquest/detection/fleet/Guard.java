package dev.inquest.detection.fleet;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Says of each value to which nodes can be rolled out whether that may go on: it is to hold where
/// failing nodes share it.
///
/// @param asOf detection time of the answers behind it
public record Guard(Instant asOf, List<Value> values) {

    /// Nothing was asked yet: nothing may go on.
    public static final Guard NONE = new Guard(Instant.EPOCH, List.of());

    /// The most values it speaks of; those that are to hold come first.
    static final int MAX = 1_000;

    /// Nodes that were reset leave the incident, and what made them fail is still there.
    static final Duration HELD_AFTER_THE_END = Duration.ofHours(24);

    /// A value of an attribute.
    ///
    /// @param because the finding that names it, where it is to hold
    public record Value(String attribute, String value, Optional<String> because) {

        /// Whether a rollout to it may go on.
        public boolean mayGoOn() {
            return because.isEmpty();
        }
    }

    /// @param offered what nodes run now, by attribute
    static Guard of(Instant now, Map<String, Set<String>> offered, Collection<Finding> findings) {
        var held = new TreeMap<String, Value>();
        findings.stream()
                .filter(finding -> holds(finding, now))
                .forEach(finding ->
                        named(finding)
                                .forEach(item -> held.putIfAbsent(item, held(item, finding))));
        var values = new ArrayList<>(held.values());
        offered.forEach((attribute, all) ->
                new TreeSet<>(all)
                        .stream()
                                .filter(value -> !held.containsKey(attribute + "=" + value))
                                .map(value -> new Value(attribute, value, Optional.empty()))
                                .forEach(values::add));
        return new Guard(now, List.copyOf(values.subList(0, Math.min(MAX, values.size()))));
    }

    private static boolean holds(Finding finding, Instant now) {
        return finding.isTold()
                && (finding.course().status() == Status.OPEN
                        || finding.course().lastSeen().plus(HELD_AFTER_THE_END).isAfter(now));
    }

    /// All values that a cause names, alone or in a combination, and those that the data cannot
    /// tell from it.
    private static Stream<String> named(Finding finding) {
        return finding.telling().answer().factors().stream()
                .flatMap(factor ->
                        Stream.concat(factor.items().stream(), factor.equivalent().stream()));
    }

    private static Value held(String item, Finding finding) {
        var equals = item.indexOf('=');
        return new Value(
                item.substring(0, Math.max(0, equals)),
                item.substring(equals + 1),
                Optional.of(finding.key().id()));
    }
}
