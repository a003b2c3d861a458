package dev.inquest.standalone.broker;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/// The whole of Kafka's configuration: one node, loopback only, and no more memory, threads and
/// disk than a laptop can spare.
final class BrokerProperties {

    static final int NODE_ID = 1;
    static final String CONTROLLER_LISTENER = "CONTROLLER";

    private static final Map<String, String> IDENTITY =
            Map.of(
                    "node.id", Integer.toString(NODE_ID),
                    "process.roles", "broker,controller",
                    "controller.listener.names", CONTROLLER_LISTENER,
                    "inter.broker.listener.name", "PLAINTEXT",
                    "listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT",
                    "auto.create.topics.enable", "false",
                    "group.initial.rebalance.delay.ms", "0");

    private static final Map<String, String> INTERNAL_TOPICS =
            Map.ofEntries(
                    Map.entry("default.replication.factor", "1"),
                    Map.entry("min.insync.replicas", "1"),
                    Map.entry("offsets.topic.num.partitions", "4"),
                    Map.entry("offsets.topic.replication.factor", "1"),
                    Map.entry("offsets.topic.segment.bytes", "16777216"),
                    Map.entry("transaction.state.log.num.partitions", "4"),
                    Map.entry("transaction.state.log.replication.factor", "1"),
                    Map.entry("transaction.state.log.min.isr", "1"),
                    Map.entry("transaction.state.log.segment.bytes", "16777216"),
                    Map.entry("share.coordinator.state.topic.num.partitions", "1"),
                    Map.entry("share.coordinator.state.topic.replication.factor", "1"),
                    Map.entry("share.coordinator.state.topic.min.isr", "1"));

    private static final Map<String, String> FRUGAL =
            Map.ofEntries(
                    Map.entry("num.network.threads", "2"),
                    Map.entry("num.io.threads", "4"),
                    Map.entry("num.replica.fetchers", "1"),
                    Map.entry("num.recovery.threads.per.data.dir", "2"),
                    Map.entry("background.threads", "2"),
                    Map.entry("queued.max.requests", "100"),
                    Map.entry("log.cleaner.threads", "1"),
                    Map.entry("log.cleaner.dedupe.buffer.size", "8388608"),
                    Map.entry("log.segment.bytes", "67108864"),
                    Map.entry("log.index.size.max.bytes", "1048576"),
                    Map.entry("metadata.log.segment.bytes", "16777216"),
                    Map.entry("metadata.max.retention.bytes", "33554432"),
                    // An idle controller writes a record at this pace for ever.
                    Map.entry("metadata.max.idle.interval.ms", "5000"));

    /// After a crash the controller waits this long for the broker that died before it takes the
    /// new one. Both live in one process, so little is gained by waiting long.
    private static final Map<String, String> SOON_BACK =
            Map.of("broker.session.timeout.ms", "3000", "broker.heartbeat.interval.ms", "500");

    private BrokerProperties() {}

    static Map<String, String> of(
            Path logDirectory, int port, int controllerPort, Map<String, String> extra) {
        var broker = "PLAINTEXT://%s:%d".formatted(LoopbackPort.HOST, port);
        var controller =
                "%s://%s:%d".formatted(CONTROLLER_LISTENER, LoopbackPort.HOST, controllerPort);
        var all = new HashMap<String, String>();
        all.putAll(IDENTITY);
        all.putAll(INTERNAL_TOPICS);
        all.putAll(FRUGAL);
        all.putAll(SOON_BACK);
        all.put("listeners", broker + "," + controller);
        all.put("advertised.listeners", broker);
        all.put(
                "controller.quorum.voters",
                "%d@%s:%d".formatted(NODE_ID, LoopbackPort.HOST, controllerPort));
        all.put("log.dirs", logDirectory.toString());
        all.putAll(extra);
        return Map.copyOf(all);
    }
}
