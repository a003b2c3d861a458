package dev.inquest.collectors.links;

import dev.inquest.collectors.netlink.NetworkLink;
import dev.inquest.collectors.netlink.RouteTable;
import dev.inquest.collectors.owners.Owners;
import dev.inquest.schemas.TrustedRecords;
import dev.inquest.schemas.wire.Link;
import dev.inquest.schemas.wire.NodeLinks;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/// Puts what is known of a node's links into the record that is published.
///
/// The ends of pod veths are left out: there are many, they come and go, and no verdict rests on
/// them. Of the rest the first 256 by name are told, each with its first 256 addresses.
final class LinksPresent {

    static final int MAX_LINKS = 256;
    static final int MAX_ADDRESSES = 256;

    private static final Pattern POD_LINK =
            Pattern.compile("(?:veth|lxc|cali|eni|gke|azv)[0-9A-Za-z_]*");

    private static final List<String> OPER_STATES =
            List.of("UNKNOWN", "NOTPRESENT", "DOWN", "LOWERLAYERDOWN", "TESTING", "DORMANT", "UP");

    static {
        TrustedRecords.trust();
    }

    private LinksPresent() {}

    static NodeLinks of(RouteTable table, Owners owners) {
        var told =
                table.links().stream()
                        .filter(link -> !isPodVeth(link))
                        .sorted(Comparator.comparing(NetworkLink::name))
                        .toList();
        return NodeLinks.newBuilder()
                .setLinks(told.stream().limit(MAX_LINKS).map(link -> link(table, link)).toList())
                .setOmitted(Math.max(0, told.size() - MAX_LINKS))
                .setOwners(owners.names())
                .setOwnersKnown(owners.known())
                .build();
    }

    /// Only a veth is one: a user may call a bridge `lxcbr0`.
    private static boolean isPodVeth(NetworkLink link) {
        return link.kind().filter("veth"::equals).isPresent()
                && POD_LINK.matcher(link.name()).matches();
    }

    private static Link link(RouteTable table, NetworkLink link) {
        return Link.newBuilder()
                .setIndex(link.index())
                .setName(link.name())
                .setKind(link.kind().orElse(null))
                .setFlags(LinkFlags.of(link.flags()))
                .setOperState(operState(link.operState()))
                .setMaster(table.link(link.master()).map(NetworkLink::name).orElse(null))
                .setAddresses(table.addresses(link.index()).stream().limit(MAX_ADDRESSES).toList())
                .build();
    }

    private static String operState(int number) {
        return number < OPER_STATES.size() ? OPER_STATES.get(number) : OPER_STATES.getFirst();
    }
}
