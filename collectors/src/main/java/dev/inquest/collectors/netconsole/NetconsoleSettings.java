package dev.inquest.collectors.netconsole;

import dev.inquest.schemas.NodeKey;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// How netconsole is listened to.
///
/// @param listen addresses to listen at
/// @param senders which addresses belong to which nodes, whatever is learned
/// @param learn whether addresses of nodes are learned from their links
/// @param cluster when given, addresses are learned of nodes of this cluster only
/// @param rules how records are put in order
/// @param mostSenders senders that are followed at once
/// @param receiveBuffer bytes that the kernel is asked to keep for us
public record NetconsoleSettings(
        List<InetSocketAddress> listen,
        List<Assigned> senders,
        boolean learn,
        Optional<String> cluster,
        Rules rules,
        int mostSenders,
        int receiveBuffer) {

    public static final int DEFAULT_SENDERS = 4_096;
    public static final int MAX_SENDERS = 65_536;
    public static final int DEFAULT_RECEIVE_BUFFER = 8 << 20;

    /// A sender, or a network of senders, that belongs to a node.
    public record Assigned(Network network, NodeKey node) {}

    /// How records are put in order; the largest values are those of netconsd.
    ///
    /// @param slots how far ahead of the next record one may be and still be ordered
    /// @param patience how long a gap is waited for
    /// @param resetAfter so many of the latest 32 out of sequence mean a new start
    /// @param repeatedWithin the same record again within this time is a duplicate
    public record Rules(int slots, Duration patience, int resetAfter, Duration repeatedWithin) {

        public static final int MAX_SLOTS = 8192;
        public static final Duration MAX_PATIENCE = Duration.ofSeconds(30);
        public static final int MAX_RESET_AFTER = 19;
        public static final Duration DEFAULT_PATIENCE = Duration.ofMillis(200);

        public static final Rules DEFAULT =
                new Rules(MAX_SLOTS, DEFAULT_PATIENCE, MAX_RESET_AFTER, Duration.ofSeconds(1));
    }

    public NetconsoleSettings {
        listen = List.copyOf(listen);
        senders = List.copyOf(senders);
    }
}
