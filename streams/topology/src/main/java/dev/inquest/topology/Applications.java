package dev.inquest.topology;

import static java.util.Map.entry;

import dev.inquest.detection.fleet.Guard;
import dev.inquest.detection.forecast.CrashDumpGuide;
import dev.inquest.detection.known.Advisories;
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
import dev.inquest.topology.trace.PipelineTrace;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
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
    private final Supplier<Advisories> advisories;
    private final CrashDumpGuide guide;
    private final Consumer<Guard> guards;

    public Applications(Topics topics, SchemaRegistryClient registry) {
        this(topics, registry, KnownIssuesFile.builtIn());
    }

    private Applications(Topics topics, SchemaRegistryClient registry, KnownIssues known) {
        this(topics, registry, () -> known, () -> Advisories.NONE, _ -> {});
    }

    /// With data that may be reloaded while the applications run.
    ///
    /// @param guards told every few seconds whether rollouts may go on
    public Applications(
            Topics topics,
            SchemaRegistryClient registry,
            Supplier<KnownIssues> known,
            Supplier<Advisories> advisories,
            Consumer<Guard> guards) {
        this.guards = guards;
        this.topics = topics;
        this.registry = registry;
        this.known = known;
        this.advisories = advisories;
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
        return NodePatterns.all(known.get(), advisories.get(), guide);
    }

    /// The patterns as they follow from the data of the moment, made anew only when that changes.
    private Supplier<List<NodePattern<?>>> reloaded() {
        var last = new AtomicReference<>(make(known.get(), advisories.get()));
        return () -> {
            var issues = known.get();
            var kernels = advisories.get();
            return last.updateAndGet(
                            made -> made.isOf(issues, kernels) ? made : make(issues, kernels))
                    .patterns();
        };
    }

    private Made make(KnownIssues issues, Advisories kernels) {
        return new Made(issues, kernels, NodePatterns.all(issues, kernels, guide));
    }

    private record Made(KnownIssues issues, Advisories kernels, List<NodePattern<?>> patterns) {

        boolean isOf(KnownIssues others, Advisories otherKernels) {
            return issues.revision() == others.revision()
                    && kernels.revision() == otherKernels.revision();
        }
    }

    /// The node application; traces pass through.
    public Topology node() {
        return node(PipelineTrace.THROUGH);
    }

    /// The fleet application; traces pass through.
    public Topology fleet() {
        return fleet(PipelineTrace.THROUGH);
    }

    Topology node(PipelineTrace trace) {
        return new NodeTopology(topics, registry, trace)
                .build(new NodeStage(Timing.DEFAULT, reloaded()), new StoredJson(patterns()));
    }

    Topology fleet(PipelineTrace trace) {
        var patterns = patterns();
        return new FleetTopology(topics, registry, trace)
                .build(patterns, guide, new StoredJson(patterns), guards);
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
