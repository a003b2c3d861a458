package dev.inquest.topology;

import dev.inquest.detection.known.Advisories;
import dev.inquest.detection.known.KnownIssues;
import dev.inquest.schemas.Topics;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs both applications, `inquest-node` and `inquest-fleet`, in this process.
public final class Detector implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Detector.class);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(4);

    private final List<KafkaStreams> applications;
    private final Optional<Ticker> ticker;
    private final AtomicReference<Optional<Throwable>> failure =
            new AtomicReference<>(Optional.empty());

    private Detector(List<KafkaStreams> applications, Optional<Ticker> ticker) {
        this.applications = applications;
        this.ticker = ticker;
    }

    /// Starts both applications on topics that exist, with the known issues that ship.
    public static Detector start(
            DetectorSettings settings, Topics topics, SchemaRegistryClient registry) {
        return start(settings, topics, new Applications(topics, registry));
    }

    /// Starts both applications with data that may be reloaded while they run.
    ///
    /// @param guards where it stands whether rollouts may go on
    public static Detector start(
            DetectorSettings settings,
            Topics topics,
            SchemaRegistryClient registry,
            Supplier<KnownIssues> known,
            Supplier<Advisories> advisories,
            GuardBoard guards) {
        return start(
                settings,
                topics,
                new Applications(topics, registry, known, advisories, guards::post));
    }

    private static Detector start(
            DetectorSettings settings, Topics topics, Applications applications) {
        var node = streams(applications.node(settings.trace()), applications.nodeConfig(settings));
        var fleet =
                streams(applications.fleet(settings.trace()), applications.fleetConfig(settings));
        var ticker =
                settings.ticks()
                        ? Optional.of(Ticker.start(settings, topics))
                        : Optional.<Ticker>empty();
        var detector = new Detector(List.of(node, fleet), ticker);
        detector.applications.forEach(detector::run);
        return detector;
    }

    private static KafkaStreams streams(Topology topology, Map<String, Object> config) {
        var properties = new Properties();
        properties.putAll(config);
        return new KafkaStreams(topology, properties);
    }

    private void run(KafkaStreams streams) {
        streams.setUncaughtExceptionHandler(cause -> {
            LOG.atError().setCause(cause).log("a detection thread failed and is replaced");
            failure.set(Optional.of(cause));
            return StreamThreadExceptionResponse.REPLACE_THREAD;
        });
        streams.start();
    }

    /// Whether both applications have joined their groups and restored their stores.
    public boolean isRunning() {
        return applications.stream()
                .allMatch(streams -> streams.state() == KafkaStreams.State.RUNNING);
    }

    /// What last made a thread fail, if anything did.
    public Optional<Throwable> failure() {
        return failure.get();
    }

    /// An orderly end leaves its group at once, so that the next start need not wait for it.
    private static CloseOptions leaving() {
        return CloseOptions.timeout(CLOSE_WITHIN)
                .withGroupMembershipOperation(GroupMembershipOperation.LEAVE_GROUP);
    }

    /// Stops both within five seconds.
    @Override
    public void close() {
        ticker.ifPresent(Ticker::close);
        var closing =
                applications.stream()
                        .map(streams -> Thread.ofVirtual().start(() -> streams.close(leaving())))
                        .toList();
        for (var thread : closing) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
