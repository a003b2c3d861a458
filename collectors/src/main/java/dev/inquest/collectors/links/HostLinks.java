package dev.inquest.collectors.links;

import dev.inquest.collectors.host.HostFiles;
import dev.inquest.collectors.netlink.Netlink;
import dev.inquest.collectors.observe.CollectorObserver;
import dev.inquest.collectors.owners.OwnersSource;
import dev.inquest.collectors.owners.OwnersWatch;
import java.time.InstantSource;
import java.util.Optional;

/// The links of the host this runs on, with who may own them: what an agent starts and stops.
public record HostLinks(OwnersWatch owners, LinksCollector links) implements AutoCloseable {

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
