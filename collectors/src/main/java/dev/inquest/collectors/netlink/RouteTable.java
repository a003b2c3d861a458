package dev.inquest.collectors.netlink;

import dev.inquest.collectors.netlink.RouteMessage.AddressGone;
import dev.inquest.collectors.netlink.RouteMessage.AddressSeen;
import dev.inquest.collectors.netlink.RouteMessage.DumpDone;
import dev.inquest.collectors.netlink.RouteMessage.DumpInterrupted;
import dev.inquest.collectors.netlink.RouteMessage.LinkGone;
import dev.inquest.collectors.netlink.RouteMessage.LinkSeen;
import dev.inquest.collectors.netlink.RouteMessage.Refused;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// All links of a node and their addresses, kept by what the kernel says.
///
/// Addresses of a link that is not there are ignored, and go with their link. Links and addresses
/// beyond the bounds are left out until a next full listing.
public final class RouteTable {

    static final int MAX_LINKS = 16_384;
    static final int MAX_ADDRESSES = 65_536;

    private final Map<Integer, NetworkLink> links = new HashMap<>();
    private final Map<Integer, Set<String>> addresses = new HashMap<>();
    private int addressCount;

    /// Takes one message.
    ///
    /// @return whether anything is different now
    boolean apply(RouteMessage message) {
        return switch (message) {
            case LinkSeen(var link) -> put(link);
            case LinkGone(var index) -> remove(index);
            case AddressSeen(var index, var address) -> add(index, address);
            case AddressGone(var index, var address) -> drop(index, address);
            case DumpDone _, DumpInterrupted _, Refused _ -> false;
        };
    }

    private boolean put(NetworkLink link) {
        if (links.size() >= MAX_LINKS && !links.containsKey(link.index())) {
            return false;
        }
        return !link.equals(links.put(link.index(), link));
    }

    private boolean remove(int index) {
        var had = addresses.remove(index);
        addressCount -= had == null ? 0 : had.size();
        return links.remove(index) != null;
    }

    private boolean add(int index, String address) {
        if (!links.containsKey(index) || addressCount >= MAX_ADDRESSES) {
            return false;
        }
        var isNew = addresses.computeIfAbsent(index, _ -> new TreeSet<>()).add(address);
        addressCount += isNew ? 1 : 0;
        return isNew;
    }

    private boolean drop(int index, String address) {
        var had = addresses.getOrDefault(index, Set.of());
        if (had.isEmpty() || !had.remove(address)) {
            return false;
        }
        addressCount--;
        return true;
    }

    /// All links, in no order.
    public Collection<NetworkLink> links() {
        return Collections.unmodifiableCollection(links.values());
    }

    /// The link of this index.
    public Optional<NetworkLink> link(int index) {
        return Optional.ofNullable(links.get(index));
    }

    /// The addresses of a link with their prefix lengths, sorted as text.
    public List<String> addresses(int index) {
        return new ArrayList<>(addresses.getOrDefault(index, Set.of()));
    }
}
