package dev.inquest.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.inquest.schemas.TimeSource;
import dev.inquest.schemas.Topics;
import io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Everything that the compose file names comes up, and no finding is lost or told twice although
/// the broker is paused for 30 s and killed once while they flow: all are on the topic and on the
/// Alertmanager's page.
@Disabled(
        "2026-11-24: its present form was never seen green from start to finish; containers and roles"
                + " come up, what it asserts after the kill is unproven")
class BrokerFaultsTest {

    private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
    private static final Path CRASH =
            ROOT.resolve("deploy/standalone/src/main/resources/dev/inquest/standalone/demo")
                    .resolve("consoles/c2-ck-80M.log");
    private static final Duration PAUSE = Duration.ofSeconds(30);
    private static final int AT_A_TIME = 5;

    @TempDir private Path consoles;

    private int crashed;

    @Test
    void noFindingIsLostOrToldTwice() throws Exception {
        Engine.withImage(ROOT);
        Files.setPosixFilePermissions(consoles, PosixFilePermissions.fromString("rwxr-xr-x"));
        var kafka = "127.0.0.1:" + freePort();
        var registry = "127.0.0.1:" + freePort();
        var topics = new Topics(Topics.DEFAULT_PREFIX, TimeSource.BROKER);
        var alerts = new Alerts(freePort());
        try (var composed = up(kafka, registry, alerts)) {
            // They are started again until Kafka and the registry are there.
            for (var role : List.of("detect", "consoles", "alerts")) {
                patiently()
                        .untilAsserted(
                                () -> assertThat(composed.logs(role)).as(role).contains("Ready."));
            }
            var client =
                    new CachedSchemaRegistryClient("http://" + registry + "/apis/ccompat/v7", 100);
            try (var others = CrashingNodes.start(kafka, client, topics);
                    var findings = new FindingsTold(kafka, client, topics)) {
                nodesCrashAndAreFound(findings);

                composed.pause("kafka");
                pass(PAUSE);
                composed.unpause("kafka");
                flows(findings);
                nodesCrashAndAreFound(findings);

                composed.kill("kafka");
                composed.startAgain("kafka");
                flows(findings);
                nodesCrashAndAreFound(findings);

                var all = expected(others.end());
                patiently()
                        .untilAsserted(
                                () -> assertThat(findings.nodesOf("hung-node")).isEqualTo(all));
                patiently()
                        .untilAsserted(() ->
                                assertThat(findings.membersOf("hung-cohort"))
                                        .isEqualTo(all.size()));
                assertThat(findings.membersOf("crash-dump-failed")).isEqualTo(crashed);
                patiently()
                        .untilAsserted(
                                () -> assertThat(alerts.findings()).isEqualTo(findings.open()));
                assertThat(findings.revisions())
                        .allSatisfy(
                                (_, each) -> assertThat(each).isSorted().doesNotHaveDuplicates());
            }
        }
    }

    private Composed up(String kafka, String registry, Alerts alerts) throws IOException {
        var variables =
                Map.of(
                        "INQUEST_KAFKA_PORT", port(kafka),
                        "INQUEST_REGISTRY_PORT", port(registry),
                        "INQUEST_ALERTMANAGER_PORT", Integer.toString(alerts.port()),
                        "INQUEST_METRICS_PORT", Integer.toString(freePort()),
                        "INQUEST_CONSOLES", consoles.toString());
        var directory = ROOT.resolve("deploy/compose");
        return Composed.up(
                ComposeFile.read(directory.resolve("compose.yaml"), variables), directory);
    }

    /// The consoles of some more nodes show a panic whose dump fails. A panic that is told late is
    /// history and opens nothing, so they wait for a broker that answers.
    private void nodesCrashAndAreFound(FindingsTold findings) throws IOException {
        for (var node = 0; node < AT_A_TIME; node++) {
            var file = consoles.resolve("prod__%s.log".formatted(name(crashed++)));
            var beside = consoles.resolve("." + file.getFileName());
            Files.copy(CRASH, beside, StandardCopyOption.REPLACE_EXISTING);
            Files.setPosixFilePermissions(beside, PosixFilePermissions.fromString("rw-r--r--"));
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
        }
        patiently()
                .untilAsserted(
                        () -> assertThat(findings.nodesOf("hung-node")).containsAll(expected(0)));
    }

    /// The nodes whose consoles crashed, and so many others.
    private Set<String> expected(int others) {
        return Stream.concat(
                        IntStream.range(0, crashed).mapToObj(BrokerFaultsTest::name),
                        IntStream.rangeClosed(1, others).mapToObj(CrashingNodes::name))
                .collect(Collectors.toSet());
    }

    private static String name(int number) {
        return "node-%02d".formatted(number);
    }

    /// Findings flow, and go on flowing.
    private static void flows(FindingsTold findings) {
        for (var time = 0; time < 3; time++) {
            var before = findings.count();
            patiently().until(() -> findings.count() > before);
        }
    }

    private static void pass(Duration time) {
        var end = System.nanoTime() + time.toNanos();
        await().atMost(time.multipliedBy(2)).until(() -> System.nanoTime() > end);
    }

    private static ConditionFactory patiently() {
        return await().atMost(Duration.ofMinutes(6)).pollInterval(Duration.ofMillis(500));
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static String port(String address) {
        return address.substring(address.indexOf(':') + 1);
    }
}
