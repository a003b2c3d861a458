package dev.inquest.detection.event;

import java.util.List;
import java.util.Optional;

/// One network link of a node.
public record Link(
        int index,
        String name,
        Optional<String> kind,
        List<String> flags,
        String operState,
        Optional<String> master,
        List<String> addresses) {

    /// Whether it carries an IPv4 address.
    public boolean hasIpv4() {
        return addresses.stream().anyMatch(address -> address.indexOf('.') > 0);
    }
}
