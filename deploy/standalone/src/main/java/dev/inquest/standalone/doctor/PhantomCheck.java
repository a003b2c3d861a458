package dev.inquest.standalone.doctor;

import dev.inquest.detection.event.Link;
import dev.inquest.detection.known.KnownIssues;
import dev.inquest.detection.known.LinkFamily;
import dev.inquest.schemas.wire.NodeLinks;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Whether links are there that their maker has left behind.
final class PhantomCheck {

    private static final String ID = "phantom-interfaces";

    private PhantomCheck() {}

    static Check of(NodeLinks links, KnownIssues issues) {
        var owners = List.copyOf(links.getOwners());
        var names = new ArrayList<String>();
        var found = new ArrayList<LinkFamily>();
        for (var wire : links.getLinks()) {
            var link = link(wire);
            for (var family : issues.links()) {
                if (family.isPhantom(link, owners)) {
                    names.add(link.name() + ": " + family.explanation());
                    found.add(family);
                }
            }
        }
        if (found.isEmpty()) {
            return Check.fine(ID, "no link is left behind");
        }
        return Check.attention(
                ID,
                "links are left behind that can break a network agent",
                names,
                found.stream().distinct().flatMap(family -> family.remedies().stream()).toList());
    }

    private static Link link(dev.inquest.schemas.wire.Link link) {
        return new Link(
                link.getIndex(),
                link.getName(),
                Optional.ofNullable(link.getKind()),
                List.copyOf(link.getFlags()),
                link.getOperState(),
                Optional.ofNullable(link.getMaster()),
                List.copyOf(link.getAddresses()));
    }
}
