package dev.inquest.detection.pattern;

import dev.inquest.detection.cases.Remedy;
import dev.inquest.detection.event.Link;
import dev.inquest.detection.known.KnownIssues;
import dev.inquest.detection.known.LinkFamily;
import dev.inquest.detection.known.PanicFamily;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// The founding incident's link and panic, and links beside it.
final class KnownPhantoms {

    static final String KUBE_IPVS0 = "kube-ipvs0";
    static final String OWNER = "kube-proxy ipvs";

    private KnownPhantoms() {}

    static KnownIssues known() {
        return new KnownIssues(
                List.of(
                        family(KUBE_IPVS0, OWNER, true, "dummy"),
                        family("nodelocaldns", "node-local-dns", true, "dummy"),
                        family("flannel.1", "flannel", false, "vxlan")),
                List.of(panic()));
    }

    private static LinkFamily family(
            String name, String owner, boolean withoutIpv4, String... kinds) {
        return new LinkFamily(
                name,
                Pattern.compile(Pattern.quote(name)),
                List.of(kinds),
                owner,
                withoutIpv4,
                name + " was left behind",
                List.of(new Remedy("delete it", List.of("ip link delete {link}"), "", "")));
    }

    private static PanicFamily panic() {
        return new PanicFamily(
                "cilium",
                List.of(
                        Pattern.compile("index out of range"),
                        Pattern.compile("byteorder\\.NetIPv4ToHost32")),
                List.of(
                        Pattern.compile("direct-routing-device=(\\S+)"),
                        Pattern.compile("Detected devices.*devices=\"\\[([^\\]]*)\\]\"")),
                Pattern.compile("cilium"),
                "no address",
                "");
    }

    static Link phantom() {
        return dummy(KUBE_IPVS0);
    }

    static Link dummy(String name, String... addresses) {
        return link(name, "dummy", addresses);
    }

    static Link link(String name, String kind, String... addresses) {
        return new Link(
                7,
                name,
                Optional.of(kind),
                List.of("BROADCAST", "NOARP"),
                "DOWN",
                Optional.empty(),
                List.of(addresses));
    }
}
