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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.containers.Network;

/// Everything that the compose file names comes up, and no finding is lost or told twice although
/// the broker is paused for 30 s and killed once while they flow: all are on the topic, and every
/// sink has delivered them.
class BrokerFaultsTest {

    private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
    private static final Path CRASH =
            ROOT.resolve("deploy/standalone/src/main/resources/dev/inquest/standalone/demo")
                    .resolve("consoles/c2-ck-80M.log");
    private static final Duration PAUSE = Duration.ofSeconds(30);
    private static final int AT_A_TIME = 5;
    private static final List<String> ROLES =
            List.of("detect", "consoles", "alerts", "pagerduty", "webhook", "otlp");

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
        try (var network = Network.newNetwork();
                var receivers = Receivers.start(Engine.thisMachine(network));
                var composed =
                        up(
                                network,
                                variables(kafka, registry, alerts, receivers),
                                service -> awaitAnswer(service, kafka, url(registry)))) {
            for (var role : ROLES) {
                patiently()
                        .untilAsserted(
                                () -> assertThat(composed.logs(role)).as(role).contains("Ready."));
            }
            var client = new CachedSchemaRegistryClient(url(registry), 100);
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

                assertFound(findings, expected(others.end()));
                assertDelivered(findings, alerts, receivers);
            }
        }
    }

    private void assertFound(FindingsTold findings, Set<String> all) {
        patiently()
                .untilAsserted(() -> {
                    assertThat(findings.nodesOf("hung-node")).isEqualTo(all);
                    assertThat(findings.nodesOf("hung-cohort")).isEqualTo(all);
                    assertThat(findings.membersOf("crash-dump-failed")).isEqualTo(crashed);
                });
        assertThat(findings.revisions())
                .allSatisfy((_, each) -> assertThat(each).isSorted().doesNotHaveDuplicates());
    }

    /// Each sink has told its receiver all that is on the topic.
    private static void assertDelivered(FindingsTold findings, Alerts alerts, Receivers receivers) {
        patiently().untilAsserted(() -> assertThat(alerts.findings()).isEqualTo(findings.open()));
        patiently().untilAsserted(() -> receivers.webhookHas(findings.latest()));
        patiently().untilAsserted(() -> receivers.collectorHas(findings.latest()));
        patiently().untilAsserted(() -> receivers.pagerDutyHas(findings.paging().values()));
    }

    private Map<String, String> variables(
            String kafka, String registry, Alerts alerts, Receivers receivers) throws IOException {
        var variables = new HashMap<>(receivers.variables());
        variables.put("INQUEST_KAFKA_PORT", port(kafka));
        variables.put("INQUEST_REGISTRY_PORT", port(registry));
        variables.put("INQUEST_ALERTMANAGER_PORT", Integer.toString(alerts.port()));
        variables.put("INQUEST_METRICS_PORT", Integer.toString(freePort()));
        variables.put("INQUEST_CONSOLES", consoles.toString());
        return variables;
    }

    private static String url(String registry) {
        return "http://" + registry + "/apis/ccompat/v7";
    }

    private static void awaitAnswer(String service, String kafka, String registry) {
        switch (service) {
            case "kafka" -> Answering.kafka(kafka, patiently());
            case "registry" -> Answering.registry(registry, patiently());
            default -> {
                // Nobody calls it before it is ready.
            }
        }
    }

    private static Composed up(
            Network network, Map<String, String> variables, Consumer<String> started)
            throws IOException {
        var directory = ROOT.resolve("deploy/compose");
        return Composed.up(
                ComposeFile.read(directory.resolve("compose.yaml"), variables),
                network,
                directory,
                started);
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
