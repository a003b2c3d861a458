package dev.inquest.collectors.links;

import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.List;
import java.util.Optional;

/// Says which addresses a link carries; apart from tests, the Java runtime knows.
@FunctionalInterface
public interface LinkAddresses {

    /// More than this many addresses of one link are left out.
    int MAX = 256;

    /// The addresses of the link of this name, with prefix length; none when it has none.
    List<String> of(String link);

    /// The addresses that the Java runtime sees in its own network namespace.
    static LinkAddresses ofThisHost() {
        return link -> {
            try {
                return Optional.ofNullable(NetworkInterface.getByName(link))
                        .map(LinkAddresses::of)
                        .orElse(List.of());
            } catch (SocketException e) {
                return List.of();
            }
        };
    }

    private static List<String> of(NetworkInterface link) {
        return link.getInterfaceAddresses().stream()
                .map(LinkAddresses::text)
                .sorted()
                .limit(MAX)
                .toList();
    }

    private static String text(InterfaceAddress address) {
        var host = address.getAddress().getHostAddress();
        var zone = host.indexOf('%');
        return (zone < 0 ? host : host.substring(0, zone)) + "/" + address.getNetworkPrefixLength();
    }
}
