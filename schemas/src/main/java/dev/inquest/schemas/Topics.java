package dev.inquest.schemas;

import static dev.inquest.schemas.Topic.Spread.BY_NODE;
import static dev.inquest.schemas.Topic.Spread.SINGLE;

import dev.inquest.schemas.Topic.Spread;
import dev.inquest.schemas.wire.Finding;
import dev.inquest.schemas.wire.Heartbeat;
import dev.inquest.schemas.wire.KernelEvent;
import dev.inquest.schemas.wire.NodeFacts;
import dev.inquest.schemas.wire.NodeLinks;
import dev.inquest.schemas.wire.NodeObservation;
import dev.inquest.schemas.wire.NodeStatus;
import dev.inquest.schemas.wire.OperatorAction;
import dev.inquest.schemas.wire.PodRestart;
import dev.inquest.schemas.wire.SinkStatus;
import dev.inquest.schemas.wire.Transition;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;

/// Names every topic of Inquest once: what is in it, how it is partitioned and how long it is kept.
public final class Topics {

    /// The prefix when none is configured.
    public static final String DEFAULT_PREFIX = "inquest.";

    /// Reserved key of the detector's ticks on the heartbeats topic; their value is null.
    public static final String TICK_KEY = "!tick";

    static {
        TrustedRecords.trust();
    }

    private static final Duration THREE_DAYS = Duration.ofDays(3);
    private static final Duration SEVEN_DAYS = Duration.ofDays(7);
    private static final long HEARTBEATS_PER_PARTITION = 1L << 30;

    private final String prefix;
    private final TimeSource time;

    public Topics(String prefix, TimeSource time) {
        this.prefix = prefix;
        this.time = time;
    }

    /// What every topic's name begins with.
    public String prefix() {
        return prefix;
    }

    /// Id of an application, which is its consumer group: `inquest-node` with the usual prefix.
    public String application(String name) {
        var plain = prefix.replaceAll("[.]+$", "");
        return plain.isEmpty() ? name : plain + "-" + name;
    }

    /// Whose clock stamps the records.
    public TimeSource time() {
        return time;
    }

    /// Proof of life, every 10 s from each node, and the detector's ticks.
    public Topic<Heartbeat> heartbeats() {
        var config = deleted(Duration.ofHours(1));
        config.put("retention.bytes", Long.toString(HEARTBEATS_PER_PARTITION));
        return topic("heartbeats", Heartbeat.class, BY_NODE, stamped(config));
    }

    /// What a node is: its attributes, whole, per source.
    public Topic<NodeFacts> facts() {
        return topic("facts", NodeFacts.class, BY_NODE, stamped(present()));
    }

    /// What kernels said.
    public Topic<KernelEvent> kernel() {
        return topic("kernel", KernelEvent.class, BY_NODE, stamped(deleted(SEVEN_DAYS)));
    }

    /// The network links of a node, whole.
    public Topic<NodeLinks> links() {
        return topic("links", NodeLinks.class, BY_NODE, stamped(present()));
    }

    /// Restarts of containers.
    public Topic<PodRestart> pods() {
        return topic("pods", PodRestart.class, BY_NODE, stamped(deleted(SEVEN_DAYS)));
    }

    /// What the cluster knows of a node, whole.
    public Topic<NodeObservation> observers() {
        return topic("observers", NodeObservation.class, BY_NODE, stamped(present()));
    }

    /// What the node application tells the fleet application.
    public Topic<Transition> transitions() {
        return topic("transitions", Transition.class, SINGLE, deleted(SEVEN_DAYS));
    }

    /// The joined present of each node.
    public Topic<NodeStatus> status() {
        return topic("status", NodeStatus.class, BY_NODE, compacted());
    }

    /// What was found.
    public Topic<Finding> findings() {
        return topic("findings", Finding.class, SINGLE, compacted());
    }

    /// What people told Inquest.
    public Topic<OperatorAction> operators() {
        return topic("operators", OperatorAction.class, SINGLE, compacted());
    }

    /// How each sink stands.
    public Topic<SinkStatus> sinks() {
        return topic("sinks", SinkStatus.class, SINGLE, compacted());
    }

    /// Name of the topic of records that could not be read, processed or delivered. They are kept
    /// as they came, so it has no schema; reason and origin are in the headers.
    public String deadLetters() {
        return prefix + "dead-letters";
    }

    /// Configuration of the dead letters: 14 days.
    public Map<String, String> deadLettersConfig() {
        return Map.copyOf(deleted(Duration.ofDays(14)));
    }

    /// The topics that carry events of nodes, all laid over the same number of partitions.
    public List<Topic<? extends SpecificRecord>> events() {
        return List.of(heartbeats(), facts(), kernel(), links(), pods(), observers());
    }

    /// Every topic that carries Avro.
    public List<Topic<? extends SpecificRecord>> all() {
        return List.of(
                heartbeats(),
                facts(),
                kernel(),
                links(),
                pods(),
                observers(),
                transitions(),
                status(),
                findings(),
                operators(),
                sinks());
    }

    private <V extends SpecificRecord> Topic<V> topic(
            String shortName, Class<V> type, Spread spread, Map<String, String> config) {
        return new Topic<>(prefix + shortName, shortName, type, spread, Map.copyOf(config));
    }

    private Map<String, String> stamped(Map<String, String> config) {
        config.put(
                "message.timestamp.type",
                time == TimeSource.BROKER ? "LogAppendTime" : "CreateTime");
        return config;
    }

    private Map<String, String> present() {
        var config = deleted(THREE_DAYS);
        config.put("cleanup.policy", time == TimeSource.BROKER ? "compact,delete" : "compact");
        return config;
    }

    private Map<String, String> compacted() {
        return unbounded(new HashMap<>(Map.of("cleanup.policy", "compact")));
    }

    private Map<String, String> deleted(Duration kept) {
        var config = new HashMap<>(Map.of("cleanup.policy", "delete"));
        if (time == TimeSource.BROKER) {
            config.put("retention.ms", Long.toString(kept.toMillis()));
            return config;
        }
        config.put("retention.ms", "-1");
        return unbounded(config);
    }

    private Map<String, String> unbounded(Map<String, String> config) {
        if (time == TimeSource.STORY) {
            config.put("message.timestamp.after.max.ms", Long.toString(Long.MAX_VALUE));
        }
        return config;
    }
}
