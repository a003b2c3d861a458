package dev.inquest.detection.fleet;

import dev.inquest.detection.event.NodeId;
import dev.inquest.detection.fleet.Silence.Kind;
import dev.inquest.detection.fleet.Silence.Subject;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// What people want to be woken for by nobody at the moment.
final class Silences {

    /// In force at once; further ones are not taken.
    static final int MAX = 1_000;

    private final Map<Subject, Silence> inForce = new HashMap<>();
    private final Deadlines<Subject> ends = new Deadlines<>();

    /// Takes one in, or another end for it.
    ///
    /// @throws IllegalArgumentException when there are too many
    void keep(Silence silence) {
        if (inForce.size() >= MAX && !inForce.containsKey(silence.subject())) {
            throw new IllegalArgumentException(
                    "%,d silences are in force, and no more are taken".formatted(MAX));
        }
        inForce.put(silence.subject(), silence);
        ends.set(silence.subject(), Optional.of(silence.until()));
    }

    void lift(Subject subject) {
        inForce.remove(subject);
        ends.set(subject, Optional.empty());
    }

    /// Those that end now.
    List<Subject> end(Instant now) {
        var over = ends.due(now);
        over.forEach(inForce::remove);
        return over;
    }

    /// What keeps a finding from waking somebody, the longest-lasting if there are several. Single
    /// nodes silence a finding together, when they are all it is about.
    Optional<Silence> over(Finding finding) {
        if (inForce.isEmpty()) {
            return Optional.empty();
        }
        var key = finding.key();
        return Stream.of(
                        find(Kind.FINDING, key.id()),
                        find(Kind.PATTERN, key.pattern()),
                        overNodes(finding))
                .flatMap(Optional::stream)
                .max(Comparator.comparing(Silence::until));
    }

    /// The first of them to end, once all nodes are silenced.
    private Optional<Silence> overNodes(Finding finding) {
        var nodes = finding.concerned();
        if (nodes.isEmpty() || finding.count() > nodes.size()) {
            return Optional.empty();
        }
        var first = Optional.<Silence>empty();
        for (var member : nodes) {
            var silence = find(member.node());
            if (silence.isEmpty()) {
                return Optional.empty();
            }
            first = earlier(first, silence.get());
        }
        return first;
    }

    private static Optional<Silence> earlier(Optional<Silence> one, Silence other) {
        return one.filter(first -> !first.until().isAfter(other.until()))
                .or(() -> Optional.of(other));
    }

    private Optional<Silence> find(NodeId node) {
        return find(Kind.NODE, node.toString());
    }

    private Optional<Silence> find(Kind kind, String name) {
        return Optional.ofNullable(inForce.get(new Subject(kind, name)));
    }
}
