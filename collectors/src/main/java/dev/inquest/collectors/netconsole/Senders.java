package dev.inquest.collectors.netconsole;

import dev.inquest.collectors.kernel.KernelText;
import dev.inquest.collectors.netconsole.NetconsoleSettings.Rules;
import dev.inquest.schemas.NodeKey;
import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/// Keeps one reading per sender, bounded in number and in memory: a further sender takes the place
/// of the one that was quiet for longest.
///
/// Used by one thread.
final class Senders {

    /// Bytes that all senders together may hold back; beyond, a sender's records wait no longer.
    static final int MAX_HELD = 64 << 20;

    private final Rules rules;
    private final int most;
    private final Function<NodeKey, KernelText.Destination> destinations;
    private final Map<InetAddress, Known> known = new LinkedHashMap<>(16, 0.75f, true);
    private NetconsoleCounts gone = NetconsoleCounts.NONE;
    private long evicted;
    private long held;

    private record Known(NodeKey node, Sender sender) {}

    Senders(Rules rules, int most, Function<NodeKey, KernelText.Destination> destinations) {
        this.rules = rules;
        this.most = most;
        this.destinations = destinations;
    }

    /// Takes a datagram of a sender that belongs to this node now.
    void take(InetAddress address, NodeKey node, Datagram datagram, long now) {
        var sender = sender(address, node, now);
        var before = sender.size();
        sender.take(datagram, now);
        held += sender.size() - before;
        if (held > MAX_HELD) {
            held -= sender.size();
            sender.finish(now);
        }
    }

    private Sender sender(InetAddress address, NodeKey node, long now) {
        var found = known.get(address);
        if (found != null && found.node().equals(node)) {
            return found.sender();
        }
        if (found != null) {
            forget(address, found, now);
        } else if (known.size() >= most) {
            evicted++;
            var oldest = known.entrySet().iterator().next();
            forget(oldest.getKey(), oldest.getValue(), now);
        }
        var sender = new Sender(destinations.apply(node), address.getHostAddress(), rules);
        known.put(address, new Known(node, sender));
        return sender;
    }

    private void forget(InetAddress address, Known one, long now) {
        held -= one.sender().size();
        one.sender().finish(now);
        gone = gone.and(one.sender());
        known.remove(address);
    }

    /// Gives up what has been waited for long enough.
    void tick(long now) {
        held = 0;
        for (var one : known.values()) {
            one.sender().tick(now);
            held += one.sender().size();
        }
    }

    /// Waits for nothing any longer.
    void finish(long now) {
        known.values().forEach(one -> one.sender().finish(now));
    }

    boolean isWaiting() {
        return known.values().stream().anyMatch(one -> one.sender().isWaiting());
    }

    NetconsoleCounts counts(long datagrams, long unknown, long dropped) {
        var counts =
                new NetconsoleCounts(
                        datagrams,
                        unknown,
                        known.size(),
                        evicted,
                        gone.lost(),
                        gone.missing(),
                        gone.late(),
                        gone.duplicates(),
                        gone.resets(),
                        dropped);
        for (var one : known.values()) {
            counts = counts.and(one.sender());
        }
        return counts;
    }
}
