package dev.inquest.detection.pattern;

import dev.inquest.detection.event.Event.Links;
import dev.inquest.detection.event.Evidence;
import dev.inquest.detection.event.Link;
import dev.inquest.detection.known.KnownIssues;
import dev.inquest.detection.known.LinkFamily;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A network link that looks left behind, and the family it belongs to.
///
/// @param ownerAbsent whether somebody looked for the owner and did not find it; else nobody knows
record Phantom(Link link, LinkFamily family, boolean ownerAbsent) {

    /// More of them on one node are not told apart.
    private static final int MAX = 16;

    /// Those among a node's links. Where nobody knows of owners, only a link whose own state is
    /// wrong is one.
    static List<Phantom> among(Links seen, KnownIssues known) {
        return seen.links().stream()
                .flatMap(link -> of(link, seen, known).stream())
                .limit(MAX)
                .toList();
    }

    private static Optional<Phantom> of(Link link, Links seen, KnownIssues known) {
        return known.links().stream()
                .filter(family -> seen.ownersKnown() || family.withoutIpv4())
                .filter(family -> family.isPhantom(link, seen.owners()))
                .findFirst()
                .map(family -> new Phantom(link, family, seen.ownersKnown()));
    }

    /// Since when each has looked so, given since when it was known to.
    static Map<String, Instant> since(
            List<Phantom> phantoms, Map<String, Instant> before, Instant now) {
        var since = new HashMap<String, Instant>();
        for (var phantom : phantoms) {
            since.put(phantom.name(), before.getOrDefault(phantom.name(), now));
        }
        return Map.copyOf(since);
    }

    String name() {
        return link.name();
    }

    /// The link as `ip` would show it.
    Evidence evidence(Links seen) {
        var line =
                "%d: %s: <%s> %sstate %s, %s"
                        .formatted(
                                link.index(),
                                link.name(),
                                String.join(",", link.flags()),
                                link.kind().map(kind -> kind + " ").orElse(""),
                                link.operState(),
                                addresses());
        return Evidence.of("link", seen, List.of(line, owners(seen)));
    }

    private String addresses() {
        return link.hasIpv4() ? String.join(" ", link.addresses()) : "no IPv4 address";
    }

    private static String owners(Links seen) {
        if (!seen.ownersKnown()) {
            return "owners on the node: nobody could look";
        }
        return "owners on the node: "
                + (seen.owners().isEmpty() ? "none" : String.join(", ", seen.owners()));
    }
}
