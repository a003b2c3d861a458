package dev.inquest.standalone.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.inquest.schemas.TimeSource;
import dev.inquest.schemas.TopicSetup;
import dev.inquest.schemas.Topics;
import dev.inquest.schemas.wire.Commonality;
import dev.inquest.schemas.wire.Finding;
import dev.inquest.standalone.broker.EmbeddedBroker;
import dev.inquest.standalone.http.HttpServer;
import dev.inquest.standalone.registry.Registry;
import dev.inquest.standalone.registry.RegistryObserver;
import dev.inquest.standalone.registry.SchemasTopic;
import io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two instances of each application share eight partitions; one is killed with -9 while nodes
/// crash. What the failing nodes share, and how sure that is, must come out as if nobody had died.
class OneOfTwoKilledTest {

    private static final int PARTITIONS = 8;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @TempDir private Path directory;

    private EmbeddedBroker broker;
    private SchemasTopic journal;
    private HttpServer http;
    private SchemaRegistryClient registry;

    @BeforeEach
    void start() {
        var settings = new EmbeddedBroker.Settings(directory.resolve("data"), 0, 0, Map.of());
        broker = EmbeddedBroker.start(settings);
        journal = SchemasTopic.open(broker.bootstrapServers(), new RegistryObserver() {});
        http = HttpServer.start(0, new Registry(journal));
        registry = new CachedSchemaRegistryClient(http.url().toString(), 100);
    }

    @AfterEach
    void stop() {
        http.close();
        journal.close();
        broker.close();
    }

    @Test
    void idsItemsetsAndTiersAreThoseOfAnUndisturbedRun() throws Exception {
        var calm = run("calm.", false);
        var disturbed = run("disturbed.", true);

        assertThat(disturbed).isEqualTo(calm);
        assertThat(calm.values())
                .containsExactlyInAnyOrder(
                        List.of("hung-cohort", "kernel_release=91 CONFIRMED"),
                        List.of("kernel-crash-cohort", "kernel_release=91 CONFIRMED"),
                        List.of("crashloop-cohort", "iface=legacy-mesh0 CONFIRMED"));
    }

    private Map<String, List<String>> run(String prefix, boolean killed) throws Exception {
        var topics = topics(prefix);
        try (var outbreak = new Outbreak(broker.bootstrapServers(), registry, topics, PARTITIONS);
                var first = detector(topics, 1);
                var second = detector(topics, 2)) {
            play(outbreak, topics, Outbreak.HALF);
            outbreak.playUntil(Outbreak.BUSY);
            if (killed) {
                first.kill();
            }
            play(outbreak, topics, Outbreak.LENGTH);
            assertThat(second.isAlive()).isTrue();
            return shared(topics);
        }
    }

    /// Plays on, and waits until detection has seen all of it and told what it makes of it.
    private void play(Outbreak outbreak, Topics topics, Duration until) {
        outbreak.playUntil(until);
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(hearing(topics).clocks())
                                .hasSize(PARTITIONS)
                                .allSatisfy(
                                        (_, at) -> assertThat(at).isEqualTo(outbreak.lastTick())));
    }

    /// Of each cohort its pattern, and what its nodes share, by id; the fleet application is given
    /// the time to tell it.
    private Map<String, List<String>> shared(Topics topics) {
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(hearing(topics).findings().values())
                                .filteredOn(finding -> finding.getCommonality() != null)
                                .allSatisfy(finding ->
                                        assertThat(finding.getScope().getNodeCount())
                                                .isEqualTo(5)));
        var shared = new TreeMap<String, List<String>>();
        hearing(topics)
                .findings()
                .forEach((id, finding) ->
                        said(finding)
                                .ifPresent(said ->
                                        shared.put(id, List.of(finding.getPattern(), said))));
        return shared;
    }

    private static Optional<String> said(Finding finding) {
        return Optional.ofNullable(finding.getCommonality())
                .map(Commonality::getFactors)
                .map(factors ->
                        String.join(
                                "; ",
                                factors.stream()
                                        .map(factor ->
                                                String.join(" with ", factor.getItems())
                                                        + " "
                                                        + factor.getTier())
                                        .toList()));
    }

    private Hearing hearing(Topics topics) {
        return new Hearing(broker.bootstrapServers(), registry, topics);
    }

    private Topics topics(String prefix) throws InterruptedException {
        var topics = new Topics(prefix, TimeSource.STORY);
        try (var admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            new TopicSetup(admin, registry).ensure(topics, PARTITIONS, Optional.of((short) 1));
        }
        return topics;
    }

    private DetectorProcess detector(Topics topics, int instance) {
        return DetectorProcess.start(
                broker.bootstrapServers(),
                http.url().toString(),
                topics.prefix(),
                directory.resolve("state-" + topics.prefix() + instance));
    }
}
