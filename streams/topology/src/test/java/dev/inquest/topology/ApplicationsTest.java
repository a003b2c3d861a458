package dev.inquest.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inquest.schemas.TimeSource;
import dev.inquest.schemas.Topics;
import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;

class ApplicationsTest {

    private final Applications applications =
            new Applications(
                    new Topics(Topics.DEFAULT_PREFIX, TimeSource.BROKER),
                    new MockSchemaRegistryClient());

    /// A rename of a node or store moves a changelog: it must be seen in review.
    @Test
    void theNodeApplicationIsDrawnAsAgreed() throws IOException {
        assertThat(applications.node().describe().toString()).isEqualTo(golden("node.txt"));
    }

    @Test
    void theFleetApplicationIsDrawnAsAgreed() throws IOException {
        assertThat(applications.fleet().describe().toString()).isEqualTo(golden("fleet.txt"));
    }

    @Test
    void theNodeApplicationIsAtLeastOnceAndTheFleetApplicationExactlyOnce() {
        var settings = new DetectorSettings("localhost:1", Path.of("x"), true, Map.of());

        assertThat(applications.nodeConfig(settings))
                .containsEntry(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, "at_least_once")
                .containsEntry(StreamsConfig.APPLICATION_ID_CONFIG, "inquest-node")
                .containsEntry(StreamsConfig.GROUP_PROTOCOL_CONFIG, "classic")
                .containsEntry(
                        StreamsConfig.ERRORS_DEAD_LETTER_QUEUE_TOPIC_NAME_CONFIG,
                        "inquest.dead-letters");
        assertThat(applications.fleetConfig(settings))
                .containsEntry(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, "exactly_once_v2")
                .containsEntry(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 25);
    }

    private static String golden(String name) throws IOException {
        try (var in = ApplicationsTest.class.getResourceAsStream(name)) {
            var bytes = Objects.requireNonNull(in, name).readAllBytes();
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }
}
