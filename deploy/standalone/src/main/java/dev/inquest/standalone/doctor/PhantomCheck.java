package dev.inquest.standalone.doctor;

import dev.inquest.collectors.host.HostFiles;
import dev.inquest.collectors.links.HostLinks;
import dev.inquest.collectors.netlink.NetlinkFailed;
import dev.inquest.detection.cases.Remedy;
import dev.inquest.detection.event.Link;
import dev.inquest.detection.known.KnownIssues;
import dev.inquest.schemas.wire.NodeLinks;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Whether links are there that their maker has left behind.
final class PhantomCheck {

    private static final String ID = "phantom-interfaces";

    private PhantomCheck() {}

    /// Of the links of this network namespace and the owners on this host.
    static Check of(HostFiles host, KnownIssues issues) {
        try {
            return of(HostLinks.look(host), issues);
        } catch (NetlinkFailed e) {
            return Check.note(ID, "links cannot be seen", List.of(e.getMessage()));
        }
    }

    static Check of(NodeLinks links, KnownIssues issues) {
        var owners = List.copyOf(links.getOwners());
        var names = new ArrayList<String>();
        var remedies = new ArrayList<Remedy>();
        for (var wire : links.getLinks()) {
            var link = link(wire);
            for (var family : issues.links()) {
                if (family.isPhantom(link, owners)) {
                    names.add(link.name() + ": " + family.explanation());
                    remedies.addAll(family.remedies(link.name()));
                }
            }
        }
        if (names.isEmpty()) {
            return Check.fine(ID, "no link is left behind");
        }
        if (!links.getOwnersKnown()) {
            return Check.note(
                    ID, "links may be left behind: no kubelet is seen, so no owner can be", names);
        }
        return Check.attention(
                ID, "links are left behind that can break a network agent", names, remedies);
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
