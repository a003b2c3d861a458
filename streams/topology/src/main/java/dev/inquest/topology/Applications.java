package dev.inquest.topology;

import static java.util.Map.entry;

import dev.inquest.detection.forecast.CrashDumpGuide;
import dev.inquest.detection.known.KnownIssues;
import dev.inquest.detection.node.Timing;
import dev.inquest.detection.pattern.NodePattern;
import dev.inquest.detection.pattern.NodePatterns;
import dev.inquest.detection.watch.NodeStage;
import dev.inquest.schemas.Topics;
import dev.inquest.topology.fleet.FleetTopology;
import dev.inquest.topology.known.CrashDumpGuideFile;
import dev.inquest.topology.known.KnownIssuesFile;
import dev.inquest.topology.node.NodeTopology;
import dev.inquest.topology.store.StoredJson;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.LogAndContinueProcessingExceptionHandler;

/// The two applications as topologies with their guarantees; nothing here runs.
public final class Applications {

    /// A detector that dies without a word is replaced after so long.
    private static final int TAKEN_OVER_AFTER_MS = 10_000;

    /// A stored finding with a hundred thousand members still fits.
    private static final int LARGEST_RECORD = 16 << 20;

    private final Topics topics;
    private final SchemaRegistryClient registry;
    private final Supplier<KnownIssues> known;
    private final CrashDumpGuide guide;

    public Applications(Topics topics, SchemaRegistryClient registry) {
        this(topics, registry, KnownIssuesFile.builtIn());
    }

    private Applications(Topics topics, SchemaRegistryClient registry, KnownIssues known) {
        this(topics, registry, () -> known);
    }

    /// With data that may be reloaded while the applications run.
    public Applications(Topics topics, SchemaRegistryClient registry, Supplier<KnownIssues> known) {
        this.topics = topics;
        this.registry = registry;
        this.known = known;
        this.guide = CrashDumpGuideFile.builtIn();
    }

    /// Id of the node application: its consumer group and the prefix of its changelog. With the
    /// usual topic prefix it is `inquest-node`.
    public static String nodeId(Topics topics) {
        return topics.application("node");
    }

    /// Id of the fleet application, `inquest-fleet` with the usual topic prefix.
    public static String fleetId(Topics topics) {
        return topics.application("fleet");
    }

    private List<NodePattern<?>> patterns() {
        return NodePatterns.all(known.get(), guide);
    }

    /// The patterns as they follow from the data of the moment, made anew only when that changes.
    private Supplier<List<NodePattern<?>>> reloaded() {
        var last = new AtomicReference<>(new Made(known.get(), patterns()));
        return () -> {
            var data = known.get();
            return last.updateAndGet(made ->
                            made.of().revision() == data.revision()
                                    ? made
                                    : new Made(data, NodePatterns.all(data, guide)))
                    .patterns();
        };
    }

    private record Made(KnownIssues of, List<NodePattern<?>> patterns) {}

    /// The node application.
    public Topology node() {
        return new NodeTopology(topics, registry)
                .build(new NodeStage(Timing.DEFAULT, reloaded()), new StoredJson(patterns()));
    }

    /// The fleet application.
    public Topology fleet() {
        var patterns = patterns();
        return new FleetTopology(topics, registry).build(patterns, guide, new StoredJson(patterns));
    }

    /// At least once, committed every 30 s: nothing is lost, and repetitions are recognised.
    public Map<String, Object> nodeConfig(DetectorSettings settings) {
        var config = common(settings, nodeId(topics));
        config.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.AT_LEAST_ONCE);
        config.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 30_000);
        return config;
    }

    /// Exactly once, committed every 25 ms: a finding is told once, and at once.
    public Map<String, Object> fleetConfig(DetectorSettings settings) {
        var config = common(settings, fleetId(topics));
        config.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        config.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 25);
        config.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, 1);
        return config;
    }

    private Map<String, Object> common(DetectorSettings settings, String application) {
        var config = new HashMap<String, Object>(settings.client());
        config.putAll(
                Map.ofEntries(
                        entry(StreamsConfig.APPLICATION_ID_CONFIG, application),
                        entry(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers()),
                        entry(StreamsConfig.STATE_DIR_CONFIG, settings.stateDirectory().toString()),
                        entry(StreamsConfig.GROUP_PROTOCOL_CONFIG, "classic"),
                        entry(StreamsConfig.NUM_STREAM_THREADS_CONFIG, 1),
                        entry(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0),
                        entry(StreamsConfig.producerPrefix("linger.ms"), 5),
                        entry(StreamsConfig.producerPrefix("max.request.size"), LARGEST_RECORD),
                        entry(StreamsConfig.topicPrefix("max.message.bytes"), LARGEST_RECORD),
                        entry(
                                StreamsConfig.mainConsumerPrefix("session.timeout.ms"),
                                TAKEN_OVER_AFTER_MS),
                        entry(
                                StreamsConfig.mainConsumerPrefix("heartbeat.interval.ms"),
                                TAKEN_OVER_AFTER_MS / 4),
                        entry(
                                StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG,
                                UnreadableRecords.class),
                        entry(
                                StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG,
                                LogAndContinueProcessingExceptionHandler.class),
                        entry(
                                StreamsConfig.ERRORS_DEAD_LETTER_QUEUE_TOPIC_NAME_CONFIG,
                                topics.deadLetters())));
        return config;
    }
}
