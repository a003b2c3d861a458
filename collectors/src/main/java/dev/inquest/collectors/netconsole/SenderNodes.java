package dev.inquest.collectors.netconsole;

import dev.inquest.collectors.netconsole.NetconsoleSettings.Assigned;
import dev.inquest.schemas.NodeKey;
import java.net.InetAddress;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Knows whose datagrams come from an address: first what was configured, the narrowest network
/// before wider ones, then what was learned.
final class SenderNodes {

    private final Map<InetAddress, NodeKey> single = new HashMap<>();
    private final List<Assigned> networks;
    private final LearnedAddresses learned;

    SenderNodes(List<Assigned> assigned, LearnedAddresses learned) {
        this.learned = learned;
        this.networks =
                assigned.stream()
                        .filter(one -> !one.network().isSingle())
                        .sorted(Comparator.comparingInt(one -> -one.network().prefix()))
                        .toList();
        assigned.stream()
                .filter(one -> one.network().isSingle())
                .forEach(one -> single.put(one.network().address(), one.node()));
    }

    Optional<NodeKey> of(InetAddress sender) {
        var known = single.get(sender);
        if (known != null) {
            return Optional.of(known);
        }
        return networks.stream()
                .filter(one -> one.network().contains(sender))
                .map(Assigned::node)
                .findFirst()
                .or(() -> learned.nodeOf(sender));
    }
}
