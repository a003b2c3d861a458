package dev.inquest.collectors.netconsole;

import dev.inquest.collectors.kernel.KernelText;
import dev.inquest.collectors.netconsole.NetconsoleSettings.Rules;
import dev.inquest.schemas.NodeKey;
import java.net.InetAddress;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
    private final Set<Sender> waiting = new HashSet<>();
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
            finish(sender, now);
        } else if (sender.isWaiting()) {
            waiting.add(sender);
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
        finish(one.sender(), now);
        gone = gone.and(one.sender());
        known.remove(address);
    }

    private void finish(Sender sender, long now) {
        held -= sender.size();
        sender.finish(now);
        waiting.remove(sender);
    }

    /// Gives up what has been waited for long enough.
    void tick(long now) {
        for (var sender : List.copyOf(waiting)) {
            held -= sender.size();
            sender.tick(now);
            held += sender.size();
            if (!sender.isWaiting()) {
                waiting.remove(sender);
            }
        }
    }

    /// Waits for nothing any longer.
    void finish(long now) {
        List.copyOf(waiting).forEach(sender -> finish(sender, now));
    }

    boolean isWaiting() {
        return !waiting.isEmpty();
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
