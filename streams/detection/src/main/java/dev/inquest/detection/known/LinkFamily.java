package dev.inquest.detection.known;

import dev.inquest.detection.cases.Remedy;
import dev.inquest.detection.event.Link;
import java.util.List;
import java.util.regex.Pattern;

/// A kind of network link that some software makes, and what it looks like once that software has
/// gone and left it behind.
///
/// @param id stable name, such as kube-ipvs0
/// @param names which link names belong to it
/// @param kinds which link kinds it may have; an unknown kind fits all
/// @param owner who makes it and removes it, as in the links topic's owners
/// @param withoutIpv4 true when a live one always carries an IPv4 address, so that none is the sign
public record LinkFamily(
        String id,
        Pattern names,
        List<String> kinds,
        String owner,
        boolean withoutIpv4,
        String explanation,
        List<Remedy> remedies) {

    /// Whether a link on a node with these owners is a left-over of this family. A link that is
    /// down proves nothing: live dummies are always down.
    public boolean isPhantom(Link link, List<String> owners) {
        return names.matcher(link.name()).matches()
                && link.kind().map(kinds::contains).orElse(true)
                && !owners.contains(owner)
                && withoutIpv4
                && !link.hasIpv4();
    }
}
