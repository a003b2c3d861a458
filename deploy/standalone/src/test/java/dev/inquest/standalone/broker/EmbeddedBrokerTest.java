package dev.inquest.standalone.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EmbeddedBrokerTest {

    @TempDir private Path directory;

    @Test
    void aRestartKeepsTopicsRecordsOffsetsAndClusterId() throws Exception {
        String cluster;
        try (var broker = start()) {
            cluster = broker.clusterId();
            create(broker, "words");
            send(broker, "words", "one", "two");
            assertThat(read(broker, "words", 2)).containsExactly("one", "two");
        }
        try (var broker = start()) {
            assertThat(broker.clusterId()).isEqualTo(cluster);
            send(broker, "words", "three");
            assertThat(read(broker, "words", 1)).containsExactly("three");
        }
    }

    @Test
    void aKilledBrokerComesBackWithEverythingAcknowledged() throws Exception {
        var child = KilledBroker.sendAndBeKilled(directory, "survivor");
        assertThat(child).isNotZero();
        try (var broker = start()) {
            assertThat(read(broker, "words", 1)).containsExactly("survivor");
        }
    }

    @Test
    void aTakenPortIsReportedBeforeAnythingStarts() throws Exception {
        try (var other = new ServerSocket(0, 1, InetAddress.ofLiteral(LoopbackPort.HOST))) {
            var port = other.getLocalPort();
            var settings = new EmbeddedBroker.Settings(directory, port, 0, Map.of());
            assertThatThrownBy(() -> EmbeddedBroker.start(settings))
                    .isInstanceOf(PortTaken.class)
                    .hasMessage("port " + port + " on 127.0.0.1 is already in use");
            assertThat(directory.resolve("kafka")).doesNotExist();
        }
        DataDirectoryLock.take(directory).close();
    }

    @Test
    void aSecondInstanceOnTheDirectoryIsTurnedAway() {
        try (var first = DataDirectoryLock.take(directory)) {
            assertThat(first).isNotNull();
            assertThatThrownBy(this::start)
                    .isInstanceOf(DataDirectoryInUse.class)
                    .hasMessage(
                            "data directory %s is in use by another running inquest (process %d)",
                            directory, ProcessHandle.current().pid());
        }
        DataDirectoryLock.take(directory).close();
    }

    @Test
    void anImpossiblePortIsRefused() {
        assertThatThrownBy(() -> new EmbeddedBroker.Settings(directory, 70_000, 0, Map.of()))
                .hasMessage("port must be between 0 and 65535, not 70000");
    }

    private EmbeddedBroker start() {
        return start(directory);
    }

    static EmbeddedBroker start(Path directory) {
        return EmbeddedBroker.start(new EmbeddedBroker.Settings(directory, 0, 0, Map.of()));
    }

    static void create(EmbeddedBroker broker, String topic) throws Exception {
        try (var admin =
                Admin.create(
                        Map.<String, Object>of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
        }
    }

    /// In a transaction, which also shows that exactly-once works here.
    static void send(EmbeddedBroker broker, String topic, String... words) throws Exception {
        var settings =
                Map.<String, Object>of(
                        "bootstrap.servers", broker.bootstrapServers(), "transactional.id", "t");
        try (var producer =
                new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            for (var word : words) {
                producer.send(new ProducerRecord<>(topic, word)).get();
            }
            producer.commitTransaction();
        }
    }

    private static List<String> read(EmbeddedBroker broker, String topic, int count) {
        var settings =
                Map.<String, Object>of(
                        "bootstrap.servers", broker.bootstrapServers(),
                        "group.id", "readers",
                        "isolation.level", "read_committed",
                        "auto.offset.reset", "earliest");
        var words = new ArrayList<String>();
        try (var consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of(topic));
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> {
                        consumer.poll(Duration.ofMillis(100))
                                .forEach(message -> words.add(message.value()));
                        assertThat(words).hasSizeGreaterThanOrEqualTo(count);
                    });
            consumer.commitSync();
        }
        return words;
    }
}
