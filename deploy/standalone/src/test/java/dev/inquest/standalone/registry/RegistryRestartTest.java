package dev.inquest.standalone.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.inquest.standalone.broker.EmbeddedBroker;
import dev.inquest.standalone.http.HttpServer;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Broker, registry and HTTP server together, through a restart, under Confluent's own client.
final class RegistryRestartTest {

    private static final AvroSchema FAN = new AvroSchema("\"string\"");
    private static final AvroSchema DISK = new AvroSchema("\"bytes\"");
    private static final AvroSchema CLASHING = new AvroSchema("\"int\"");

    @TempDir private Path directory;

    @Test
    void idsRulesAndDeletionsSurviveARestart() throws Exception {
        int disk;
        try (var running = Running.on(directory)) {
            var client = running.client();
            assertThat(client.register("fans", FAN)).isEqualTo(1);
            disk = client.register("disks", DISK);
            client.updateCompatibility("disks", "NONE");
            client.register("gone", FAN);
            client.deleteSubject("gone");
            assertIncompatible(client);
            running.sendRubbish();
        }
        try (var running = Running.on(directory)) {
            var client = running.client();
            assertThat(running.unreadable()).hasSize(1);
            assertThat(client.getSchemaById(1)).isEqualTo(FAN);
            assertThat(client.getSchemaById(disk)).isEqualTo(DISK);
            assertThat(client.getId("disks", DISK)).isEqualTo(disk);
            assertThat(client.getAllSubjects()).containsExactlyInAnyOrder("fans", "disks");
            assertThat(client.getCompatibility("disks")).isEqualTo("NONE");
            assertThat(client.testCompatibility("fans", CLASHING)).isFalse();
            assertThat(client.testCompatibilityVerbose("fans", CLASHING)).isNotEmpty();
            assertThat(client.getLatestSchemaMetadata("fans").getId()).isEqualTo(1);
            assertIncompatible(client);
            assertThat(client.register("disks", CLASHING)).isEqualTo(disk + 1);
        }
    }

    private static void assertIncompatible(CachedSchemaRegistryClient client) {
        assertThatThrownBy(() -> client.register("fans", CLASHING))
                .asInstanceOf(type(RestClientException.class))
                .satisfies(refusal -> {
                    assertThat(refusal.getStatus()).isEqualTo(409);
                    assertThat(refusal.getErrorCode()).isEqualTo(40901);
                });
    }

    private record Running(
            EmbeddedBroker broker,
            SchemasTopic topic,
            HttpServer http,
            CachedSchemaRegistryClient client,
            List<String> unreadable)
            implements AutoCloseable {

        static Running on(Path directory) {
            var broker =
                    EmbeddedBroker.start(new EmbeddedBroker.Settings(directory, 0, 0, Map.of()));
            var unreadable = new ArrayList<String>();
            var topic = SchemasTopic.open(broker.bootstrapServers(), collecting(unreadable));
            var http = HttpServer.start(0, new Registry(topic));
            var client = new CachedSchemaRegistryClient(http.url().toString(), 100);
            return new Running(broker, topic, http, client, unreadable);
        }

        void sendRubbish() throws Exception {
            var bytes = "rubbish".getBytes(StandardCharsets.UTF_8);
            try (var producer =
                    new KafkaProducer<>(
                            Map.of("bootstrap.servers", broker.bootstrapServers()),
                            new ByteArraySerializer(),
                            new ByteArraySerializer())) {
                producer.send(new ProducerRecord<>(SchemasTopic.NAME, bytes, bytes)).get();
            }
        }

        @Override
        public void close() {
            http.close();
            topic.close();
            broker.close();
        }

        private static RegistryObserver collecting(List<String> unreadable) {
            return new RegistryObserver() {
                @Override
                public void unreadable(String topic, long offset, String why) {
                    unreadable.add(why);
                }
            };
        }
    }
}
