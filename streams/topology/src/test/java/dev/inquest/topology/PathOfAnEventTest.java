package dev.inquest.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inquest.schemas.TimeSource;
import dev.inquest.schemas.Topic;
import dev.inquest.schemas.Topics;
import dev.inquest.schemas.WireDeserializer;
import dev.inquest.schemas.WireSerializer;
import dev.inquest.schemas.wire.Clock;
import dev.inquest.schemas.wire.Finding;
import dev.inquest.schemas.wire.FindingStatus;
import dev.inquest.schemas.wire.Heartbeat;
import dev.inquest.schemas.wire.KernelEvent;
import dev.inquest.schemas.wire.KernelKind;
import dev.inquest.schemas.wire.KernelSource;
import dev.inquest.schemas.wire.NodeChange;
import dev.inquest.schemas.wire.NodeStateName;
import dev.inquest.schemas.wire.NodeStatus;
import dev.inquest.schemas.wire.Transition;
import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Both applications as they run in production, one after the other, without a broker.
class PathOfAnEventTest {

    private static final Instant START = Instant.parse("2024-06-17T02:00:00Z");
    private static final String NODE = "prod/n1";

    private final MockSchemaRegistryClient registry = new MockSchemaRegistryClient();
    private final Topics topics = new Topics(Topics.DEFAULT_PREFIX, TimeSource.STORY);

    @TempDir private Path directory;

    private TopologyTestDriver node;
    private TopologyTestDriver fleet;
    private Instant now = START;

    @BeforeEach
    void start() {
        var applications = new Applications(topics, registry);
        var settings = new DetectorSettings("localhost:1", directory, false, Map.of());
        node =
                new TopologyTestDriver(
                        applications.node(), properties(applications.nodeConfig(settings)));
        fleet =
                new TopologyTestDriver(
                        applications.fleet(), properties(applications.fleetConfig(settings)));
    }

    @AfterEach
    void stop() {
        node.close();
        fleet.close();
    }

    @Test
    void aNodeThatPanicsForGoodBecomesAFindingWithItsIncident() {
        live(Duration.ofMinutes(1));
        kernel(KernelKind.PANICKED);
        kernel(KernelKind.PANIC_ENDED);
        tick(Duration.ofSeconds(30));

        var findings = findings();

        assertThat(findings)
                .extracting(Finding::getPattern)
                .containsExactly("hung-cohort", "hung-node", "hung-node", "hung-cohort");
        assertThat(findings)
                .extracting(Finding::getPages)
                .containsExactly(false, false, false, true);
        assertThat(findings.get(1).getParent()).isEqualTo(findings.getFirst().getId());
        assertThat(findings).allMatch(finding -> finding.getStatus() == FindingStatus.OPEN);
    }

    @Test
    void textThatIsNotTheNodesOwnIsADeadLetterWithTheReasonAndMovesNothing() {
        live(Duration.ofMinutes(1));
        var foreign =
                KernelEvent.newBuilder(kernelEvent(KernelKind.PANICKED)).setHostname("n2").build();
        for (var i = 0; i < 100; i++) {
            input(topics.kernel()).pipeInput(NODE, foreign, now);
        }

        var letters =
                node.createOutputTopic(
                        topics.deadLetters(),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer());
        var letter = letters.readRecord();
        assertThat(letters.isEmpty()).isTrue();
        assertThat(letter.headers())
                .anyMatch(header ->
                        new String(header.value(), StandardCharsets.UTF_8)
                                .contains("it names the host n2"));
        assertThat(changes()).extracting(NodeChange::getTo).containsOnly(NodeStateName.LIVE);
        var present = output(node, topics.status()).readValuesToList().getLast();
        assertThat(present.getUnattributed().getReason()).contains("host n2");
        assertThat(present.getUnattributed().getCount()).isEqualTo(1);
    }

    @Test
    void evidencePointsAtItsRecord() {
        live(Duration.ofMinutes(1));
        kernel(KernelKind.PANICKED);
        kernel(KernelKind.PANIC_ENDED);

        assertThat(findings().getLast().getEvidence())
                .anySatisfy(evidence -> {
                    assertThat(evidence.getTopic()).isEqualTo("kernel");
                    assertThat(evidence.getOffset()).isNotNegative();
                    assertThat(evidence.getExcerpt()).contains("Kernel panic");
                });
    }

    @Test
    void ticksAloneLetASilenceBeSeen() {
        live(Duration.ofMinutes(1));
        tick(Duration.ofMinutes(10));

        assertThat(changes())
                .extracting(NodeChange::getTo)
                .containsExactly(NodeStateName.LIVE, NodeStateName.SILENT, NodeStateName.HUNG);
    }

    @Test
    void timeIsToldOnceASecondPerPartition() {
        live(Duration.ofSeconds(10));

        assertThat(transitions())
                .extracting(Transition::getChange)
                .filteredOn(Clock.class::isInstance)
                .hasSizeBetween(10, 11);
    }

    @Test
    void thePresentIsWrittenOnChangeAndNeverPerHeartbeat() {
        live(Duration.ofSeconds(50));

        var present = output(node, topics.status()).readValuesToList();

        assertThat(present)
                .singleElement()
                .extracting(NodeStatus::getState)
                .isEqualTo(NodeStateName.LIVE);
    }

    @Test
    void whatCannotBeReadIsADeadLetterAndTheRestGoesOn() {
        raw(topics.kernel(), NODE, "not avro".getBytes(StandardCharsets.UTF_8));
        raw(topics.kernel(), "no slash in this key", null);
        input(topics.kernel()).pipeInput("no-node", kernelEvent(KernelKind.PANICKED), now);
        input(topics.kernel()).pipeInput(NODE, kernelEvent(KernelKind.UNKNOWN), now);
        live(Duration.ofSeconds(20));

        var letters =
                node.createOutputTopic(
                        topics.deadLetters(),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer());
        assertThat(letters.getQueueSize()).isEqualTo(3);
        assertThat(changes()).extracting(NodeChange::getTo).containsExactly(NodeStateName.LIVE);
    }

    private void live(Duration time) {
        for (var past = Duration.ZERO; past.compareTo(time) < 0; past = past.plusSeconds(10)) {
            input(topics.heartbeats())
                    .pipeInput(NODE, Heartbeat.newBuilder().setBootId("b1").build(), now);
            tick(Duration.ofSeconds(10));
        }
    }

    private void tick(Duration time) {
        var until = now.plus(time);
        while (now.isBefore(until)) {
            now = now.plusSeconds(1);
            raw(topics.heartbeats(), Topics.TICK_KEY, null);
        }
    }

    private void kernel(KernelKind kind) {
        input(topics.kernel()).pipeInput(NODE, kernelEvent(kind), now);
    }

    private static KernelEvent kernelEvent(KernelKind kind) {
        return KernelEvent.newBuilder()
                .setSource(KernelSource.SERIAL)
                .setKind(kind)
                .setTitle("Fatal exception")
                .setExcerpt(List.of("Kernel panic"))
                .build();
    }

    private List<Transition> transitions() {
        return output(node, topics.transitions()).readValuesToList();
    }

    private List<NodeChange> changes() {
        return transitions().stream()
                .map(Transition::getChange)
                .filter(NodeChange.class::isInstance)
                .map(NodeChange.class::cast)
                .toList();
    }

    private List<Finding> findings() {
        return fleetOf(changes());
    }

    private List<Finding> fleetOf(List<NodeChange> changes) {
        var input =
                fleet.createInputTopic(
                        topics.transitions().name(),
                        new StringSerializer(),
                        new WireSerializer<Transition>(registry));
        changes.forEach(change ->
                input.pipeInput(
                        change.getNode(),
                        Transition.newBuilder().setChange(change).build(),
                        change.getAt()));
        return output(fleet, topics.findings()).readValuesToList();
    }

    private <V extends SpecificRecord> TestInputTopic<String, V> input(Topic<V> topic) {
        return node.createInputTopic(
                topic.name(), new StringSerializer(), new WireSerializer<V>(registry));
    }

    private void raw(Topic<?> topic, String key, byte @Nullable [] value) {
        node.createInputTopic(topic.name(), new StringSerializer(), new ByteArraySerializer())
                .pipeInput(key, value, now);
    }

    private <V extends SpecificRecord> TestOutputTopic<String, V> output(
            TopologyTestDriver driver, Topic<V> topic) {
        return driver.createOutputTopic(
                topic.name(),
                new StringDeserializer(),
                new WireDeserializer<>(registry, topic.type()));
    }

    private static Properties properties(Map<String, Object> config) {
        var properties = new Properties();
        properties.putAll(config);
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "localhost:1");
        return properties;
    }
}
