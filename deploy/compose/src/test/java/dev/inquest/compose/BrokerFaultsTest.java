package dev.inquest.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.inquest.schemas.TimeSource;
import dev.inquest.schemas.Topics;
import dev.inquest.schemas.wire.Finding;
import io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Everything that the compose file names comes up, and no finding is lost or told twice although
/// the broker is paused for 30 s and killed once while they flow.
class BrokerFaultsTest {

    private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
    private static final Path CRASH =
            ROOT.resolve(
                    "deploy/standalone/src/main/resources/dev/inquest/standalone/demo/consoles/c2-ck-80M.log");
    private static final Duration PAUSE = Duration.ofSeconds(30);
    private static final int AT_A_TIME = 5;

    @TempDir private Path consoles;

    private int written;

    @Test
    void noFindingIsLostOrToldTwice() throws Exception {
        Engine.withImage(ROOT);
        Files.setPosixFilePermissions(consoles, PosixFilePermissions.fromString("rwxr-xr-x"));
        var kafka = "127.0.0.1:" + freePort();
        var registry = "127.0.0.1:" + freePort();
        var topics = new Topics(Topics.DEFAULT_PREFIX, TimeSource.BROKER);
        try (var composed = up(kafka, registry)) {
            // Both are started again until Kafka and the registry are there.
            for (var role : List.of("detect", "consoles")) {
                patiently()
                        .untilAsserted(
                                () -> assertThat(composed.logs(role)).as(role).contains("Ready."));
            }
            var client =
                    new CachedSchemaRegistryClient("http://" + registry + "/apis/ccompat/v7", 100);
            try (var findings = new FindingsTopic(kafka, client, topics)) {
                nodesCrash();
                patiently().untilAsserted(() -> assertThat(findings.told()).isNotEmpty());

                composed.pause("kafka");
                var resumes = System.nanoTime() + PAUSE.toNanos();
                await().atMost(PAUSE.multipliedBy(2)).until(() -> System.nanoTime() > resumes);
                composed.unpause("kafka");
                patiently().untilAsserted(() -> assertThat(hung(findings.told())).hasSize(written));

                nodesCrash();
                var before = findings.told().size();
                patiently()
                        .untilAsserted(
                                () -> assertThat(findings.told()).hasSizeGreaterThan(before));
                composed.kill("kafka");
                composed.startAgain("kafka");
                patiently().untilAsserted(() -> assertThat(hung(findings.told())).hasSize(written));

                nodesCrash();
                patiently().untilAsserted(() -> assertThat(all(findings.told())).isTrue());
                assertThat(revisions(findings.told()))
                        .allSatisfy(
                                (_, each) -> assertThat(each).isSorted().doesNotHaveDuplicates());
            }
        }
    }

    private Composed up(String kafka, String registry) throws IOException {
        var variables =
                Map.of(
                        "INQUEST_KAFKA_PORT", port(kafka),
                        "INQUEST_REGISTRY_PORT", port(registry),
                        "INQUEST_ALERTMANAGER_PORT", Integer.toString(freePort()),
                        "INQUEST_CONSOLES", consoles.toString());
        var directory = ROOT.resolve("deploy/compose");
        return Composed.up(
                ComposeFile.read(directory.resolve("compose.yaml"), variables), directory);
    }

    /// The consoles of some more nodes show a panic whose dump fails.
    private void nodesCrash() throws IOException {
        for (var node = 0; node < AT_A_TIME; node++) {
            var file = consoles.resolve("prod__%s.log".formatted(name(written++)));
            var beside = consoles.resolve("." + file.getFileName());
            Files.copy(CRASH, beside, StandardCopyOption.REPLACE_EXISTING);
            Files.setPosixFilePermissions(beside, PosixFilePermissions.fromString("rw-r--r--"));
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    private static String name(int number) {
        return "node-%02d".formatted(number);
    }

    /// Whether every node has its finding, and the parent and the failed dumps name them all.
    private boolean all(List<Finding> told) {
        var expected = IntStream.range(0, written).mapToObj(BrokerFaultsTest::name);
        return hung(told).equals(expected.collect(Collectors.toSet()))
                && counts(told, "hung-cohort") == written
                && counts(told, "crash-dump-failed") == written;
    }

    private static Set<String> hung(List<Finding> told) {
        return of(told, "hung-node")
                .flatMap(finding -> finding.getScope().getNodes().stream())
                .map(node -> node.substring(node.indexOf('/') + 1))
                .collect(Collectors.toSet());
    }

    private static long counts(List<Finding> told, String pattern) {
        return of(told, pattern).reduce((_, last) -> last).map(BrokerFaultsTest::count).orElse(0L);
    }

    private static long count(Finding finding) {
        return finding.getScope().getNodeCount();
    }

    private static java.util.stream.Stream<Finding> of(List<Finding> told, String pattern) {
        return told.stream().filter(finding -> finding.getPattern().equals(pattern));
    }

    private static Map<String, List<Integer>> revisions(List<Finding> told) {
        var revisions = new TreeMap<String, List<Integer>>();
        for (var id :
                told.stream().map(Finding::getId).collect(Collectors.toCollection(HashSet::new))) {
            revisions.put(
                    id,
                    told.stream()
                            .filter(finding -> finding.getId().equals(id))
                            .map(Finding::getRevision)
                            .toList());
        }
        return revisions;
    }

    private static ConditionFactory patiently() {
        return await().atMost(Duration.ofMinutes(3)).pollInterval(Duration.ofMillis(500));
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
