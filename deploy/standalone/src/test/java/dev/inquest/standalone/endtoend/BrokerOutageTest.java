package dev.inquest.standalone.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.inquest.schemas.TimeSource;
import dev.inquest.schemas.TopicSetup;
import dev.inquest.schemas.Topics;
import dev.inquest.schemas.WireDeserializer;
import dev.inquest.schemas.wire.Heartbeat;
import dev.inquest.schemas.wire.KernelEvent;
import dev.inquest.schemas.wire.NodeLinks;
import dev.inquest.schemas.wire.PodRestart;
import dev.inquest.standalone.broker.EmbeddedBroker;
import dev.inquest.standalone.http.HttpServer;
import dev.inquest.standalone.registry.Registry;
import dev.inquest.standalone.registry.RegistryObserver;
import dev.inquest.standalone.registry.SchemasTopic;
import io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A broker that is away under load, and an agent that is killed with -9 meanwhile.
///
/// How long it is away is the property `inquest.outage`; `benchmarks/run outage` makes it five
/// minutes.
class BrokerOutageTest {

    private static final Duration OUTAGE =
            Duration.parse(System.getProperty("inquest.outage", "PT14S"));
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final long SECOND_RUN = 1_000_000;

    /// What arrived, as far as it matters here.
    private record Arrived(long number, String header, long heldForMs) {}

    @TempDir private Path directory;

    private final Topics topics = new Topics("outage.", TimeSource.STORY);

    @Test
    void nothingThatWasSafeIsLostAndTheOrderStays() throws Exception {
        var broker = broker(0);
        var port = Integer.parseInt(broker.bootstrapServers().split(":", 2)[1]);
        try (var journal = SchemasTopic.open(broker.bootstrapServers(), new RegistryObserver() {});
                var http = HttpServer.start(0, new Registry(journal))) {
            var registry = http.url().toString();
            setUp(broker.bootstrapServers(), registry);

            Instant left;
            var first = load(broker, registry, 0);
            try (first) {
                await().atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(safe(0)).hasSizeGreaterThan(60));
                broker.close();
                left = InstantSource.system().instant();
                awaitSince(left, OUTAGE.dividedBy(2));
                first.kill();
            }
            try (var _ = load(broker, registry, SECOND_RUN)) {
                awaitSince(left, OUTAGE);
                var returned = InstantSource.system().instant();
                broker = broker(port);
                awaitDelivered(broker, registry);
                assertThat(
                                beatsBetween(
                                        broker,
                                        registry,
                                        left.plusSeconds(1),
                                        returned.minusSeconds(10)))
                        .isEmpty();
            }
            check(broker, registry);
        } finally {
            broker.close();
        }
    }

    /// Waits until all that was safe at the broker's return is there.
    private void awaitDelivered(EmbeddedBroker broker, String registry) {
        var safe = new TreeSet<>(safe(0));
        safe.addAll(safe(SECOND_RUN));
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> assertThat(numbers(all(broker, registry))).containsAll(safe));
    }

    private void check(EmbeddedBroker broker, String registry) {
        var all = all(broker, registry);
        var duplicates = 0;
        for (var topic : all.entrySet()) {
            var seen = new HashMap<String, Long>();
            var inOrder = new ArrayList<Long>();
            for (var arrived : topic.getValue()) {
                var before = seen.putIfAbsent(arrived.header(), arrived.number());
                if (before == null) {
                    inOrder.add(arrived.number());
                } else {
                    duplicates++;
                    assertThat(before).isEqualTo(arrived.number());
                }
            }
            assertThat(inOrder).as(topic.getKey()).isSorted().doesNotHaveDuplicates();
        }
        var held = all.get("kernel").stream().mapToLong(Arrived::heldForMs).max().orElse(0);
        assertThat(held).isGreaterThan(OUTAGE.minusSeconds(6).toMillis());
        System.out.printf(
                "outage of %s: %d safe in the run that was killed, %d in the next; %d arrived, %d of them twice; held at most %d ms%n",
                OUTAGE,
                safe(0).size(),
                safe(SECOND_RUN).size(),
                numbers(all).size(),
                duplicates,
                held);
    }

    private Map<String, List<Arrived>> all(EmbeddedBroker broker, String registry) {
        return Map.of(
                "kernel",
                read(
                        broker,
                        registry,
                        KernelEvent.class,
                        topics.kernel().name(),
                        KernelEvent::getTitle,
                        KernelEvent::getHeldForMs),
                "links",
                read(
                        broker,
                        registry,
                        NodeLinks.class,
                        topics.links().name(),
                        links -> links.getLinks().getFirst().getName(),
                        _ -> 0L),
                "pods",
                read(
                        broker,
                        registry,
                        PodRestart.class,
                        topics.pods().name(),
                        PodRestart::getPod,
                        PodRestart::getHeldForMs));
    }

    private static Set<Long> numbers(Map<String, List<Arrived>> all) {
        return all.values().stream()
                .flatMap(List::stream)
                .map(Arrived::number)
                .collect(Collectors.toSet());
    }

    private <V extends SpecificRecord> List<Arrived> read(
            EmbeddedBroker broker,
            String registry,
            Class<V> type,
            String topic,
            Function<V, String> number,
            Function<V, Long> held) {
        var reader = new WireDeserializer<>(new CachedSchemaRegistryClient(registry, 100), type);
        var arrived = new ArrayList<Arrived>();
        for (var record : records(broker, topic)) {
            var header = record.headers().lastHeader("inquest.number").value();
            Optional.ofNullable(reader.deserialize(topic, record.value()))
                    .ifPresent(value ->
                            arrived.add(
                                    new Arrived(
                                            Long.parseLong(number.apply(value)),
                                            new String(header, StandardCharsets.US_ASCII),
                                            held.apply(value))));
        }
        return arrived;
    }

    private List<Instant> beatsBetween(
            EmbeddedBroker broker, String registry, Instant from, Instant to) {
        var reader =
                new WireDeserializer<>(
                        new CachedSchemaRegistryClient(registry, 100), Heartbeat.class);
        assertThat(records(broker, topics.heartbeats().name()))
                .isNotEmpty()
                .allSatisfy(record ->
                        assertThat(reader.deserialize("heartbeats", record.value())).isNotNull());
        return records(broker, topics.heartbeats().name()).stream()
                .map(record -> Instant.ofEpochMilli(record.timestamp()))
                .filter(at -> at.isAfter(from) && at.isBefore(to))
                .toList();
    }

    private static List<ConsumerRecord<String, byte[]>> records(
            EmbeddedBroker broker, String topic) {
        var partition = new TopicPartition(topic, 0);
        var records = new ArrayList<ConsumerRecord<String, byte[]>>();
        try (var consumer =
                new KafkaConsumer<>(
                        Map.<String, Object>of("bootstrap.servers", broker.bootstrapServers()),
                        new StringDeserializer(),
                        new ByteArrayDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
        }
        return records;
    }

    private Set<Long> safe(long run) {
        var file = directory.resolve("agent/safe-" + run);
        try {
            return Files.exists(file)
                    ? Files.readString(file)
                            .lines()
                            .map(Long::parseLong)
                            .collect(Collectors.toSet())
                    : Set.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void awaitSince(Instant since, Duration span) {
        await().atMost(span.plus(PATIENCE))
                .until(() -> !InstantSource.system().instant().isBefore(since.plus(span)));
    }

    private LoadProcess load(EmbeddedBroker broker, String registry, long first) {
        return LoadProcess.start(
                broker.bootstrapServers(),
                registry,
                topics.prefix(),
                directory.resolve("agent"),
                first);
    }

    private EmbeddedBroker broker(int port) {
        return EmbeddedBroker.start(
                new EmbeddedBroker.Settings(directory.resolve("data"), port, 0, Map.of()));
    }

    private void setUp(String bootstrapServers, String registry) throws InterruptedException {
        try (var admin =
                Admin.create(Map.<String, Object>of("bootstrap.servers", bootstrapServers))) {
            new TopicSetup(admin, new CachedSchemaRegistryClient(registry, 100))
                    .ensure(topics, 1, Optional.of((short) 1));
        }
    }
}
