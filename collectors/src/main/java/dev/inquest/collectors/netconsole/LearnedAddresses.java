package dev.inquest.collectors.netconsole;

import dev.inquest.schemas.NodeKey;
import dev.inquest.schemas.wire.NodeLinks;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Knows the addresses of nodes from what they publish of their links.
///
/// An address that several nodes carry, as bridges of container runtimes and service addresses do,
/// names none of them.
final class LearnedAddresses {

    /// Addresses remembered in all; further ones are not learned.
    static final int MOST = 1 << 20;

    private static final int MOST_PER_NODE = 64;

    private final Optional<String> cluster;
    private final Map<NodeKey, Set<InetAddress>> addresses = new HashMap<>();
    private final Map<InetAddress, Set<NodeKey>> nodes = new HashMap<>();
    // Guards both maps: links are learned on one thread, senders asked for on another.
    private final ReentrantLock lock = new ReentrantLock();

    /// @param cluster whose nodes count; empty for all
    LearnedAddresses(Optional<String> cluster) {
        this.cluster = cluster;
    }

    /// Takes the present of a node's links; null when the node is gone.
    void learn(String key, @Nullable NodeLinks links) {
        NodeKey node;
        try {
            node = NodeKey.parse(key);
        } catch (IllegalArgumentException e) {
            return;
        }
        if (cluster.isPresent() && !cluster.get().equals(node.cluster())) {
            return;
        }
        var present = links == null ? Set.<InetAddress>of() : addressesOf(links);
        lock.lock();
        try {
            forget(node);
            remember(node, present);
        } finally {
            lock.unlock();
        }
    }

    Optional<NodeKey> nodeOf(InetAddress address) {
        lock.lock();
        try {
            var claims = nodes.getOrDefault(address, Set.of());
            return claims.size() == 1 ? claims.stream().findFirst() : Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    private void forget(NodeKey node) {
        var before = addresses.remove(node);
        if (before == null) {
            return;
        }
        for (var address : before) {
            nodes.computeIfPresent(
                    address,
                    (_, claims) -> {
                        claims.remove(node);
                        return claims.isEmpty() ? null : claims;
                    });
        }
    }

    private void remember(NodeKey node, Set<InetAddress> present) {
        if (present.isEmpty() || nodes.size() + present.size() > MOST) {
            return;
        }
        addresses.put(node, present);
        for (var address : present) {
            nodes.computeIfAbsent(address, _ -> new HashSet<>(2)).add(node);
        }
    }

    private static Set<InetAddress> addressesOf(NodeLinks links) {
        var found = new HashSet<InetAddress>();
        links.getLinks().stream()
                .flatMap(link -> link.getAddresses().stream())
                .flatMap(LearnedAddresses::address)
                .limit(MOST_PER_NODE)
                .forEach(found::add);
        return found;
    }

    private static Stream<InetAddress> address(String withPrefix) {
        try {
            var address = Network.parse(withPrefix).address();
            return address.isLoopbackAddress() || address.isLinkLocalAddress()
                    ? Stream.empty()
                    : Stream.of(address);
        } catch (IllegalArgumentException e) {
            return Stream.empty();
        }
    }
}
