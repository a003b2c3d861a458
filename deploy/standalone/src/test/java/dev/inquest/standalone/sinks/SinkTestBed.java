package dev.inquest.standalone.sinks;

import dev.inquest.schemas.TimeSource;
import dev.inquest.schemas.Topics;
import dev.inquest.sinks.standin.StrictPagerDuty;
import dev.inquest.standalone.broker.RealBroker;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/// A broker, a registry and the topics, for tests of sinks.
final class SinkTestBed implements AutoCloseable {

    /// The routing key that the pager sends.
    static final String KEY = "0123456789abcdef0123456789ABCDEF";

    private final Path directory;
    private final RealBroker broker;
    private final Topics topics;

    SinkTestBed(Path directory, String prefix) throws InterruptedException {
        this.directory = directory;
        broker = RealBroker.start(directory);
        topics = broker.make(new Topics(prefix, TimeSource.STORY), 1);
    }

    Topics topics() {
        return topics;
    }

    SchemaRegistryClient registry() {
        return broker.registry();
    }

    String servers() {
        return broker.bootstrapServers();
    }

    String registryUrl() {
        return broker.registryUrl();
    }

    Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", servers()));
    }

    /// PagerDuty's sink, named `pager`, in a process of its own.
    ///
    /// @param more a further line of its settings
    SinkProcess pager(StrictPagerDuty pagerDuty, String more) {
        var settings =
                """
                sinks:
                  - kind: pagerduty
                    name: pager
                    page: true
                    url: %s
                    routing-key: ${INQUEST_TEST_KEY}
                    %s
                """
                        .formatted(pagerDuty.url(), more);
        return SinkProcess.start(
                servers(),
                registryUrl(),
                topics.prefix(),
                settings,
                Map.of("INQUEST_TEST_KEY", KEY),
                directory.resolve("sink.log"));
    }

    /// What a sink has committed, if anything.
    Optional<OffsetAndMetadata> committed(String sink) {
        try (var admin = admin()) {
            var offsets =
                    admin.listConsumerGroupOffsets(topics.application("sink-" + sink))
                            .partitionsToOffsetAndMetadata()
                            .get();
            return Optional.ofNullable(
                    offsets.get(new TopicPartition(topics.findings().name(), 0)));
        } catch (ExecutionException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /// The end of the findings topic.
    long end() {
        try (var consumer = consumer()) {
            var partition = new TopicPartition(topics.findings().name(), 0);
            return consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
        }
    }

    /// A dead letter: its key and its headers as text.
    record DeadLetter(String key, Map<String, String> headers) {}

    List<DeadLetter> deadLetters() {
        var partition = new TopicPartition(topics.deadLetters(), 0);
        var letters = new ArrayList<DeadLetter>();
        try (var consumer = consumer()) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            while (consumer.position(partition) < end) {
                for (var record : consumer.poll(Duration.ofMillis(100))) {
                    var headers = new HashMap<String, String>();
                    record.headers()
                            .forEach(header ->
                                    headers.put(
                                            header.key(),
                                            new String(header.value(), StandardCharsets.UTF_8)));
                    letters.add(new DeadLetter(record.key(), headers));
                }
            }
        }
        return letters;
    }

    private KafkaConsumer<String, byte[]> consumer() {
        return new KafkaConsumer<>(
                Map.of("bootstrap.servers", servers()),
                new StringDeserializer(),
                new ByteArrayDeserializer());
    }

    @Override
    public void close() {
        broker.close();
    }
}
