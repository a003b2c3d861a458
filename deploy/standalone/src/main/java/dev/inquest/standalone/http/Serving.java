package dev.inquest.standalone.http;

import dev.inquest.standalone.broker.LoopbackPort;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// Where the http server listens, and what it serves beside the registry.
///
/// @param pages beans that the controllers on the class path ask for
public record Serving(InetAddress address, List<Object> pages) {

    public Serving {
        pages = List.copyOf(pages);
    }

    public static Serving onLoopback(List<Object> pages) {
        return new Serving(InetAddress.ofLiteral(LoopbackPort.HOST), pages);
    }

    /// The same, with more beans.
    public Serving with(Object... more) {
        return new Serving(address, Stream.concat(pages.stream(), Arrays.stream(more)).toList());
    }

    boolean isOnDefaultLoopback() {
        return host().equals(LoopbackPort.HOST);
    }

    String host() {
        return address.getHostAddress();
    }
}
