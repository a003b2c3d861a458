package dev.inquest.collectors.netlink;

import java.util.Optional;

/// A network link as the kernel describes it.
///
/// @param kind from IFLA_INFO_KIND; physical links and the loopback have none
/// @param flags the bits of IFF_*
/// @param operState number of RFC 2863 as the kernel counts
/// @param master index of the bridge or bond it belongs to, 0 when there is none
public record NetworkLink(
        int index, String name, Optional<String> kind, int flags, int operState, int master) {}
