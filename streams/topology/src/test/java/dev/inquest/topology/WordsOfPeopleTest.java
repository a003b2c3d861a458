package dev.inquest.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inquest.detection.cases.Case;
import dev.inquest.detection.cases.CaseChange;
import dev.inquest.detection.cases.Severity;
import dev.inquest.detection.event.NodeId;
import dev.inquest.detection.fleet.Silence.Kind;
import dev.inquest.detection.fleet.Silence.Subject;
import dev.inquest.detection.node.Change;
import dev.inquest.detection.node.StateName;
import dev.inquest.detection.pattern.HungNode;
import dev.inquest.schemas.TimeSource;
import dev.inquest.schemas.Topics;
import dev.inquest.schemas.WireDeserializer;
import dev.inquest.schemas.WireSerializer;
import dev.inquest.schemas.wire.Finding;
import dev.inquest.schemas.wire.OperatorAction;
import dev.inquest.schemas.wire.OperatorActionKind;
import dev.inquest.schemas.wire.OperatorScope;
import dev.inquest.schemas.wire.Transition;
import dev.inquest.topology.wire.Changes;
import dev.inquest.topology.wire.Orders;
import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TopologyTestDriver;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What people say on their topic, as the fleet application takes it.
class WordsOfPeopleTest {

    private static final Instant START = Instant.parse("2024-06-17T02:00:00Z");

    private final MockSchemaRegistryClient registry = new MockSchemaRegistryClient();
    private final Topics topics = new Topics(Topics.DEFAULT_PREFIX, TimeSource.STORY);

    @TempDir private Path directory;

    private TopologyTestDriver fleet;

    @BeforeEach
    void start() {
        var applications = new Applications(topics, registry);
        var settings = new DetectorSettings("localhost:1", directory, false, Map.of());
        var properties = new Properties();
        properties.putAll(applications.fleetConfig(settings));
        properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.AT_LEAST_ONCE);
        fleet = new TopologyTestDriver(applications.fleet(), properties);
    }

    @AfterEach
    void stop() {
        fleet.close();
    }

    @Test
    void whoHasTakenAFindingOnStandsInIt() {
        var id = hang();

        say(Orders.acknowledgeKey(id), acknowledge(id));

        var told = findings().getLast();
        assertThat(told.getId()).isEqualTo(id);
        assertThat(told.getAcknowledgedBy()).isEqualTo("ann");
        assertThat(told.getAcknowledgedAt()).isEqualTo(START.plusSeconds(60));
        say(Orders.acknowledgeKey(id), null);
        assertThat(findings().getLast().getAcknowledgedBy()).isNull();
    }

    @Test
    void aSilencedFindingPagesNobodyUntilTheSilenceEndsOrIsLifted() {
        var id = hang();
        var subject = new Subject(Kind.FINDING, id);

        say(Orders.silenceKey(subject), silence(subject, Optional.of(START.plusSeconds(600))));

        var told = findings().getLast();
        assertThat(told.getPages()).isFalse();
        assertThat(told.getSilencedUntil()).isEqualTo(START.plusSeconds(600));
        assertThat(told.getPagingReason()).startsWith("silenced by ann");
        pass(Duration.ofMinutes(10));
        assertThat(findings().getLast().getPages()).isTrue();
        say(Orders.silenceKey(subject), silence(subject, Optional.of(START.plusSeconds(900))));
        say(Orders.silenceKey(subject), null);
        assertThat(findings().getLast().getPages()).isTrue();
    }

    @Test
    void whatMakesNoSenseIsADeadLetterWithTheReasonAndHarmsNothing() {
        var id = hang();
        var subject = new Subject(Kind.PATTERN, "hung-cohort");

        say(Orders.acknowledgeKey("no-such"), acknowledge("no-such"));
        say(Orders.silenceKey(subject), silence(subject, Optional.empty()));
        say("silence/pattern/other", silence(subject, Optional.of(START.plusSeconds(600))));
        say("silence/nonsense", null);

        assertThat(findings()).isEmpty();
        var letters =
                fleet.createOutputTopic(
                        topics.deadLetters(),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer());
        assertThat(letters.readRecordsToList())
                .extracting(
                        letter -> letter.headers().toString() + headers(letter.headers().toArray()))
                .satisfiesExactly(
                        first -> assertThat(first).contains("there is no finding no-such"),
                        second -> assertThat(second).contains("a silence without an end"),
                        third -> assertThat(third).contains("the key does not fit"),
                        fourth -> assertThat(fourth).contains("the key does not fit"));
        say(Orders.acknowledgeKey(id), acknowledge(id));
        assertThat(findings()).hasSize(1);
    }

    private static String headers(Header... headers) {
        var all = new StringBuilder();
        for (var header : headers) {
            all.append(new String(header.value(), StandardCharsets.UTF_8)).append('\n');
        }
        return all.toString();
    }

    /// A node hangs.
    ///
    /// @return the finding that pages for it
    private String hang() {
        var node = new NodeId("prod", "n1");
        var hung =
                new Case(
                        HungNode.ID,
                        "",
                        Severity.ERROR,
                        "prod/n1 hung",
                        "",
                        Optional.empty(),
                        List.of(),
                        List.of());
        var change =
                new Change(
                        node,
                        1,
                        StateName.PANICKED,
                        StateName.HUNG,
                        Optional.empty(),
                        START,
                        Optional.of(START),
                        true,
                        List.of(),
                        List.of(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        List.of(new CaseChange.Opened(hung)));
        fleet.createInputTopic(
                        topics.transitions().name(),
                        new StringSerializer(),
                        new WireSerializer<Transition>(registry))
                .pipeInput("prod/n1", Changes.write(change), START);
        return findings().stream()
                .filter(Finding::getPages)
                .reduce((_, last) -> last)
                .orElseThrow()
                .getId();
    }

    private void pass(Duration time) {
        var now = START.plus(time);
        fleet.createInputTopic(
                        topics.transitions().name(),
                        new StringSerializer(),
                        new WireSerializer<Transition>(registry))
                .pipeInput("!clock/0", Changes.clock(0, now), now);
    }

    private void say(String key, @Nullable OperatorAction action) {
        var value =
                new WireSerializer<OperatorAction>(registry)
                        .serialize(topics.operators().name(), action);
        fleet.createInputTopic(
                        topics.operators().name(),
                        new StringSerializer(),
                        new ByteArraySerializer())
                .pipeInput(key, value, START.plusSeconds(60));
    }

    private static OperatorAction acknowledge(String id) {
        return OperatorAction.newBuilder()
                .setKind(OperatorActionKind.ACKNOWLEDGE)
                .setTarget(id)
                .setBy("ann")
                .setAt(START)
                .build();
    }

    private static OperatorAction silence(Subject subject, Optional<Instant> until) {
        return OperatorAction.newBuilder()
                .setKind(OperatorActionKind.SILENCE)
                .setScope(OperatorScope.valueOf(subject.kind().name()))
                .setTarget(subject.name())
                .setBy("ann")
                .setAt(START)
                .setUntil(until.orElse(null))
                .build();
    }

    private List<Finding> findings() {
        return fleet.createOutputTopic(
                        topics.findings().name(),
                        new StringDeserializer(),
                        new WireDeserializer<>(registry, Finding.class))
                .readValuesToList();
    }
}
