package dev.inquest.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inquest.schemas.TimeSource;
import dev.inquest.schemas.Topics;
import dev.inquest.schemas.WireSerializer;
import dev.inquest.schemas.wire.Finding;
import dev.inquest.schemas.wire.FindingStatus;
import dev.inquest.schemas.wire.OperatorAction;
import dev.inquest.schemas.wire.OperatorActionKind;
import dev.inquest.schemas.wire.OperatorScope;
import dev.inquest.schemas.wire.Scope;
import dev.inquest.schemas.wire.Severity;
import dev.inquest.standalone.broker.RealBroker;
import dev.inquest.standalone.platform.Connection;
import dev.inquest.standalone.platform.TopicSnapshot;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// What people say by command, as it then lies on the topic.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OperatorCommandsTest {

    private static final String FINDING = "hung-cohort-0123456789ab";
    private static final String OTHER = "hung-cohort-0199999999ff";

    private final Topics topics = new Topics("people.", TimeSource.BROKER);
    private RealBroker broker;
    private Connection connection;

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        broker = RealBroker.start(directory);
        broker.make(topics, 1);
        connection = new Connection(broker.bootstrapServers(), broker.registryUrl(), Map.of());
        publish(FINDING);
        publish(OTHER);
    }

    @AfterAll
    void stop() {
        broker.close();
    }

    @Test
    void aFindingIsTakenOnAndGivenBack() {
        var taken = run("ack", FINDING.substring(0, 15), "--by", "ann", "--reason", "mine");

        assertThat(taken.err()).isEmpty();
        assertThat(taken.out()).containsExactly("Acknowledged: nodes hang (" + FINDING + ")");
        assertThat(said().get("acknowledge/" + FINDING))
                .returns(OperatorActionKind.ACKNOWLEDGE, OperatorAction::getKind)
                .returns(FINDING, OperatorAction::getTarget)
                .returns("ann", OperatorAction::getBy)
                .returns("mine", OperatorAction::getReason);
        assertThat(run("ack", FINDING, "--undo").code()).isZero();
        assertThat(said()).doesNotContainKey("acknowledge/" + FINDING);
    }

    @Test
    void aFindingThatIsNotThereOrNotTheOnlyOneIsRefused() {
        refused("inquest ack: there is no finding nonsense", "ack", "nonsense");
        refused(
                "inquest ack: hung-cohort-01 can be any of 2 findings, such as " + FINDING,
                "ack",
                "hung-cohort-01");
    }

    @Test
    void aNodeIsSilencedListedAndLifted() {
        var before = InstantSource.system().instant();
        var silenced = run("silence", "--node", "prod/n1", "--for", "2h", "--by", "ann");

        assertThat(silenced.err()).isEmpty();
        assertThat(silenced.out().getFirst())
                .startsWith("Silenced until ")
                .endsWith("node prod/n1");
        assertThat(said().get("silence/node/prod/n1"))
                .returns(OperatorActionKind.SILENCE, OperatorAction::getKind)
                .returns(OperatorScope.NODE, OperatorAction::getScope)
                .satisfies(action ->
                        assertThat(action.getUntil())
                                .isBetween(
                                        before.plus(Duration.ofHours(2)).minusSeconds(1),
                                        before.plus(Duration.ofHours(2)).plusSeconds(60)));
        assertThat(run("silence").out())
                .singleElement()
                .satisfies(line -> assertThat(line).contains("prod/n1", "by ann"));
        assertThat(run("silence", "--lift", "--node", "prod/n1").code()).isZero();
        assertThat(run("silence", "--list").out()).containsExactly("Nothing is silenced.");
        refused("inquest silence: it is not silenced", "silence", "--lift", "--node", "prod/n1");
    }

    @Test
    void aPatternAndAFindingCanBeSilencedToo() {
        assertThat(
                        run("silence", "--pattern", "vm-paused", "--until", "2999-01-01T00:00:00Z")
                                .err())
                .containsExactly("inquest silence: a year at most");
        assertThat(run("silence", "--pattern", "vm-paused", "--for", "3d").code()).isZero();
        assertThat(run("silence", "--finding", FINDING, "--for", "90m").code()).isZero();

        assertThat(said()).containsKeys("silence/pattern/vm-paused", "silence/finding/" + FINDING);
        assertThat(run("silence", "--lift", "--pattern", "vm-paused").code()).isZero();
        assertThat(run("silence", "--lift", "--finding", FINDING).code()).isZero();
    }

    @Test
    void whatMakesNoSenseIsRefusedInOneLine() {
        refused(
                "inquest silence: one of --for and --until says how long",
                "silence",
                "--node",
                "prod/n1");
        refused(
                "inquest silence: --for: such as 90m, 2h or 3d, not 'soon'",
                "silence",
                "--node",
                "prod/n1",
                "--for",
                "soon");
        refused(
                "inquest silence: --until: such as 2026-01-31T08:00:00Z, not 'tomorrow'",
                "silence",
                "--node",
                "prod/n1",
                "--until",
                "tomorrow");
        refused(
                "inquest silence: it would end before it begins",
                "silence",
                "--node",
                "prod/n1",
                "--until",
                "2020-01-31T08:00:00Z");
        refused("inquest silence: --finding, --pattern or --node?", "silence", "--for", "2h");
    }

    private void refused(String line, String... arguments) {
        var run = run(arguments);
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).containsExactly(line);
        assertThat(run.out()).isEmpty();
    }

    private RunCommand run(String... arguments) {
        var all = new ArrayList<>(List.of(arguments));
        all.addAll(
                List.of(
                        "--bootstrap-servers",
                        broker.bootstrapServers(),
                        "--schema-registry",
                        broker.registryUrl(),
                        "--topic-prefix",
                        "people."));
        return RunCommand.of(all.toArray(String[]::new));
    }

    private Map<String, OperatorAction> said() {
        return TopicSnapshot.read(connection, topics.operators());
    }

    private void publish(String id) throws Exception {
        var finding =
                Finding.newBuilder()
                        .setId(id)
                        .setPattern("hung-cohort")
                        .setCluster("prod")
                        .setSeverity(Severity.CRITICAL)
                        .setStatus(FindingStatus.OPEN)
                        .setRevision(1)
                        .setTitle("nodes hang")
                        .setScope(Scope.newBuilder().setNodeCount(1).build())
                        .setFirstSeen(Instant.EPOCH)
                        .setLastSeen(Instant.EPOCH)
                        .build();
        var topic = topics.findings().name();
        var value = new WireSerializer<Finding>(connection.registry()).serialize(topic, finding);
        try (var producer = connection.writer()) {
            producer.send(new ProducerRecord<>(topic, id, value)).get();
        }
    }
}
