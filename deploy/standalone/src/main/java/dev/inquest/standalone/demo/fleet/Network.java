package dev.inquest.standalone.demo.fleet;

import dev.inquest.schemas.wire.Link;
import dev.inquest.schemas.wire.NodeLinks;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The network links of a node under Cilium, with or without what kube-proxy's IPVS mode left
/// behind.
///
/// @param number of the node within its zone's address range
/// @param zone number of the zone
/// @param phantom whether kube-ipvs0 is still there, without an owner or an address
public record Network(int zone, int number, boolean phantom) {

    /// The link that kube-proxy in IPVS mode leaves behind.
    public static final String PHANTOM = "kube-ipvs0";

    /// The same node after `ip link delete kube-ipvs0`.
    public Network withoutPhantom() {
        return new Network(zone, number, false);
    }

    /// The links as a node agent lists them.
    public NodeLinks links() {
        var links = new ArrayList<Link>();
        links.add(link(1, "lo", null, "127.0.0.1/8", "LOOPBACK", "UP"));
        links.add(
                link(
                        2,
                        "eth0",
                        null,
                        "10.%d.0.%d/24".formatted(zone, number),
                        "BROADCAST",
                        "MULTICAST",
                        "UP"));
        links.add(link(3, "cilium_net", "veth", null, "BROADCAST", "MULTICAST", "NOARP", "UP"));
        links.add(
                link(
                        4,
                        "cilium_host",
                        "veth",
                        "10.%d.%d.1/32".formatted(128 + zone, number),
                        "BROADCAST",
                        "MULTICAST",
                        "NOARP",
                        "UP"));
        if (phantom) {
            links.add(link(5, PHANTOM, "dummy", null, "BROADCAST", "NOARP"));
        }
        return NodeLinks.newBuilder()
                .setLinks(links)
                .setOwners(List.of("cilium-agent"))
                .setOwnersKnown(true)
                .build();
    }

    private static Link link(
            int index,
            String name,
            @Nullable String kind,
            @Nullable String address,
            String... flags) {
        var set = List.of(flags);
        return Link.newBuilder()
                .setIndex(index)
                .setName(name)
                .setKind(kind)
                .setFlags(set)
                .setOperState(set.contains("UP") ? "UP" : "DOWN")
                .setAddresses(address == null ? List.of() : List.of(address))
                .build();
    }
}
