package dev.inquest.collectors.links;

import dev.inquest.collectors.host.HostFiles;
import dev.inquest.collectors.netlink.Netlink;
import dev.inquest.collectors.netlink.NetlinkFailed;
import dev.inquest.collectors.netlink.RouteWatch;
import dev.inquest.collectors.observe.CollectorObserver;
import dev.inquest.collectors.owners.OwnersSource;
import dev.inquest.collectors.owners.OwnersWatch;
import dev.inquest.schemas.wire.NodeLinks;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/// The links of the host this runs on, with who may own them: what an agent starts and stops.
public record HostLinks(OwnersWatch owners, LinksCollector links) implements AutoCloseable {

    private static final Duration LISTING = Duration.ofMillis(100);
    private static final int LISTINGS = 10;

    /// One look, for who does not stay: a second at most.
    ///
    /// @throws NetlinkFailed where the kernel does not list its links
    public static NodeLinks look(HostFiles host) throws NetlinkFailed {
        try (var channel = Netlink.open()) {
            var watch = new RouteWatch(channel);
            for (int i = 0; i < LISTINGS && !watch.isTrue(); i++) {
                watch.follow(LISTING);
            }
            return LinksPresent.of(watch.table(), new OwnersSource(host).look());
        }
    }

    /// Begins with a first look at once.
    ///
    /// @param host where owners are looked for
    public static HostLinks start(
            LinksCollector.Destination destination,
            HostFiles host,
            InstantSource time,
            CollectorObserver observer) {
        var owners = OwnersWatch.start(new OwnersSource(host), observer);
        var sources = new LinksCollector.Sources(Netlink::open, owners);
        return new HostLinks(owners, LinksCollector.start(destination, sources, time, observer));
    }

    /// Why links cannot be seen; empty when they can.
    public Optional<String> blind() {
        return links.blind();
    }

    @Override
    public void close() {
        links.close();
        owners.close();
    }
}
