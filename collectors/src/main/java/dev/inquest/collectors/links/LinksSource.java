package dev.inquest.collectors.links;

import dev.inquest.collectors.host.HostFiles;
import dev.inquest.schemas.TrustedRecords;
import dev.inquest.schemas.wire.Link;
import dev.inquest.schemas.wire.NodeLinks;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads the network links of this host from `/sys/class/net`.
///
/// The ends of pod veths are left out: there are many, they come and go, and no verdict rests on
/// them. Of the rest the first 256 by name are told.
public final class LinksSource {

    /// More links than this are counted and left out.
    public static final int MAX = 256;

    private static final Pattern POD_LINK = Pattern.compile("(?:veth|lxc|cali).*");
    private static final String NET = "sys/class/net/";

    static {
        TrustedRecords.trust();
    }

    private final HostFiles host;
    private final LinkAddresses addresses;

    public LinksSource(HostFiles host, LinkAddresses addresses) {
        this.host = host;
        this.addresses = addresses;
    }

    /// All links, now.
    public NodeLinks read() {
        var names = host.names("sys/class/net").stream().filter(this::isTold).toList();
        return NodeLinks.newBuilder()
                .setLinks(names.stream().limit(MAX).map(this::link).toList())
                .setOmitted(Math.max(0, names.size() - MAX))
                .build();
    }

    /// Files such as `bonding_masters` lie among the links; they have no index.
    private boolean isTold(String name) {
        return number(name, "ifindex").isPresent() && !isPodVeth(name);
    }

    /// The peer of a veth is another link, perhaps in another namespace; a bridge that is merely
    /// called `lxcbr0` is its own peer.
    private boolean isPodVeth(String name) {
        return POD_LINK.matcher(name).matches()
                && !number(name, "iflink").equals(number(name, "ifindex"));
    }

    private Link link(String name) {
        return Link.newBuilder()
                .setIndex(number(name, "ifindex").orElse(0))
                .setName(name)
                .setKind(kind(name).orElse(null))
                .setFlags(text(name, "flags").map(LinkFlags::parse).orElse(List.of()))
                .setOperState(
                        text(name, "operstate")
                                .filter(state -> state.matches("[a-z]{1,16}"))
                                .map(state -> state.toUpperCase(Locale.ROOT))
                                .orElse("UNKNOWN"))
                .setMaster(host.linkTarget(NET + name + "/master").orElse(null))
                .setAddresses(addresses.of(name))
                .build();
    }

    private Optional<String> kind(String name) {
        return text(name, "uevent")
                .flatMap(uevent ->
                        uevent.lines()
                                .filter(line -> line.matches("DEVTYPE=[\\w-]{1,32}"))
                                .map(line -> line.substring("DEVTYPE=".length()))
                                .findFirst());
    }

    private Optional<Integer> number(String name, String file) {
        return text(name, file)
                .filter(digits -> digits.matches("[0-9]{1,9}"))
                .map(Integer::parseInt);
    }

    private Optional<String> text(String name, String file) {
        return host.text(NET + name + "/" + file);
    }
}
