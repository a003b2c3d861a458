package dev.inquest.detection.known;

import dev.inquest.detection.cases.Remedy;
import dev.inquest.detection.event.Link;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// A kind of network link that some software makes, and what it looks like once that software has
/// gone and left it behind.
///
/// @param id stable name, such as kube-ipvs0
/// @param names which link names belong to it
/// @param kinds which link kinds it may have; an unknown kind fits all
/// @param owner who makes it and removes it, one of [#OWNERS]
/// @param withoutIpv4 true when a live one always carries an IPv4 address, so that none is a sign
///   too; else the absence of its owner is the only one
public record LinkFamily(
        String id,
        Pattern names,
        List<String> kinds,
        String owner,
        boolean withoutIpv4,
        String explanation,
        List<Remedy> remedies) {

    /// The owners that a node agent can tell. Another one would always seem to be absent.
    public static final Set<String> OWNERS =
            Set.of(
                    "kube-proxy",
                    "kube-proxy ipvs",
                    "node-local-dns",
                    "cilium-agent",
                    "flannel",
                    "calico",
                    "weave",
                    "kube-router",
                    "antrea");

    /// Stands in a command for the name of the link.
    private static final String LINK = "{link}";

    /// Nothing that a shell would take for more than a name.
    private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.@-]*");

    /// Whether a link on a node with these owners is a left-over of this family. A link that is
    /// down proves nothing: live dummies are always down.
    public boolean isPhantom(Link link, List<String> owners) {
        return names.matcher(link.name()).matches()
                && link.kind().map(kinds::contains).orElse(true)
                && !owners.contains(owner)
                && !(withoutIpv4 && link.hasIpv4());
    }

    /// The remedies for a link of this name.
    public List<Remedy> remedies(String link) {
        var name = PLAIN_NAME.matcher(link).matches() ? link : "LINK";
        return remedies.stream().map(remedy -> named(remedy, name)).toList();
    }

    private static Remedy named(Remedy remedy, String link) {
        var commands =
                remedy.commands().stream().map(command -> command.replace(LINK, link)).toList();
        return new Remedy(remedy.text(), commands, remedy.risk(), remedy.reference());
    }
}
