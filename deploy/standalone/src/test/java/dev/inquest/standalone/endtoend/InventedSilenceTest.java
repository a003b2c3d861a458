package dev.inquest.standalone.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.inquest.schemas.TimeSource;
import dev.inquest.schemas.Topic;
import dev.inquest.schemas.TopicSetup;
import dev.inquest.schemas.Topics;
import dev.inquest.schemas.WireDeserializer;
import dev.inquest.schemas.wire.Clock;
import dev.inquest.schemas.wire.Finding;
import dev.inquest.schemas.wire.NodeChange;
import dev.inquest.schemas.wire.NodeStateName;
import dev.inquest.standalone.broker.EmbeddedBroker;
import dev.inquest.standalone.http.HttpServer;
import dev.inquest.standalone.registry.Registry;
import dev.inquest.standalone.registry.RegistryObserver;
import dev.inquest.standalone.registry.SchemasTopic;
import dev.inquest.topology.Detector;
import dev.inquest.topology.DetectorSettings;
import io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Both applications on a real broker: a silence of detection itself is nobody's, and that of a
/// zone is one finding.
class InventedSilenceTest {

    private static final int PARTITIONS = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @TempDir private Path directory;

    private final Topics topics = new Topics("silence.", TimeSource.STORY);
    private EmbeddedBroker broker;
    private SchemasTopic journal;
    private HttpServer http;
    private SchemaRegistryClient registry;

    @BeforeEach
    void start() throws InterruptedException {
        var settings = new EmbeddedBroker.Settings(directory.resolve("data"), 0, 0, Map.of());
        broker = EmbeddedBroker.start(settings);
        journal = SchemasTopic.open(broker.bootstrapServers(), new RegistryObserver() {});
        http = HttpServer.start(0, new Registry(journal));
        registry = new CachedSchemaRegistryClient(http.url().toString(), 100);
        try (var admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            new TopicSetup(admin, registry).ensure(topics, PARTITIONS, Optional.of((short) 1));
        }
    }

    @AfterEach
    void stop() {
        http.close();
        journal.close();
        broker.close();
    }

    @Test
    void detectionThatWasStoppedForTenMinutesInventsNothingAndAZoneThatFallsSilentIsOneFinding() {
        try (var zones = new TwoZones(broker.bootstrapServers(), registry, topics, PARTITIONS)) {
            try (var _ = detector()) {
                zones.live(MINUTE.multipliedBy(2), true, true);
                awaitSeen(zones);
            }
            zones.live(MINUTE.multipliedBy(10), true, false);
            try (var _ = detector()) {
                zones.live(MINUTE.multipliedBy(2), true, true);
                awaitSeen(zones);
                assertThat(statesTold()).containsOnly(NodeStateName.LIVE);
                assertThat(findings()).isEmpty();

                zones.live(MINUTE.multipliedBy(12), false, true);
                awaitSeen(zones);
            }
        }

        assertThat(findings()).extracting(Finding::getPattern).containsOnly("zone-silent");
        var told = findings().getLast();
        assertThat(told.getScope().getNodeCount()).isEqualTo(TwoZones.IN_EACH);
        assertThat(told.getScope().getZones()).isEqualTo(Map.of("a", TwoZones.IN_EACH));
        assertThat(told.getPages()).isTrue();
        assertThat(statesTold()).contains(NodeStateName.SILENT, NodeStateName.HUNG);
    }

    private Detector detector() {
        var settings =
                new DetectorSettings(
                        broker.bootstrapServers(), directory.resolve("streams"), false, Map.of());
        return Detector.start(settings, topics, registry);
    }

    /// Waits until detection has seen all that was published.
    private void awaitSeen(TwoZones zones) {
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(clocks())
                                .hasSize(PARTITIONS)
                                .allSatisfy((_, at) -> assertThat(at).isEqualTo(zones.last())));
    }

    private Map<Integer, Instant> clocks() {
        var clocks = new TreeMap<Integer, Instant>();
        read(
                topics.transitions(),
                transition -> {
                    if (transition.getChange() instanceof Clock clock) {
                        clocks.put(clock.getPartition(), clock.getAt());
                    }
                });
        return clocks;
    }

    private Set<NodeStateName> statesTold() {
        var states = new HashSet<NodeStateName>();
        read(
                topics.transitions(),
                transition -> {
                    if (transition.getChange() instanceof NodeChange change
                            && change.getFrom() != change.getTo()) {
                        states.add(change.getTo());
                    }
                });
        return states;
    }

    private List<Finding> findings() {
        var found = new ArrayList<Finding>();
        read(topics.findings(), found::add);
        return found;
    }

    /// Everything that is committed on a topic of one partition.
    private <V extends SpecificRecord> void read(Topic<V> topic, Consumer<V> reader) {
        var config =
                Map.<String, Object>of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        broker.bootstrapServers(),
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed");
        var partition = new TopicPartition(topic.name(), 0);
        try (var consumer =
                new KafkaConsumer<>(
                        config,
                        new StringDeserializer(),
                        new WireDeserializer<>(registry, topic.type()))) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofMillis(100))
                        .forEach(record -> reader.accept(record.value()));
            }
        }
    }
}
