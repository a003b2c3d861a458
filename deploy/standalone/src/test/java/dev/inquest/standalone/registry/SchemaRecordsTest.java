package dev.inquest.standalone.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.confluent.kafka.schemaregistry.CompatibilityLevel;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class SchemaRecordsTest {

    private static final SchemaVersion FANS = new SchemaVersion("fans", 2, 7, "\"string\"", false);

    private final SchemaRecords records = new SchemaRecords("_schemas");

    @ParameterizedTest
    @MethodSource("changes")
    void everyChangeIsReadBackAsItWasWritten(Change change) throws Exception {
        assertThat(records.decode(stored(records.encode(change)))).contains(change);
    }

    static List<Change> changes() {
        return List.of(
                new Change.VersionSet(FANS),
                new Change.VersionSet(FANS.softDeleted()),
                new Change.VersionForgotten("fans", 2, 7),
                new Change.SubjectDeleted("fans", 2),
                new Change.LevelSet(Optional.empty(), CompatibilityLevel.FULL),
                new Change.LevelSet(Optional.of("fans"), CompatibilityLevel.NONE),
                new Change.LevelCleared(Optional.empty()),
                new Change.LevelCleared(Optional.of("fans")));
    }

    @Test
    void schemasAreShapedLikeConfluents() {
        var written = records.encode(new Change.VersionSet(FANS));
        assertThat(new String(written.key(), UTF_8))
                .isEqualTo(
                        "{\"keytype\":\"SCHEMA\",\"subject\":\"fans\",\"version\":2,\"magic\":1}");
        assertThat(new String(written.value(), UTF_8))
                .isEqualTo(
                        "{\"subject\":\"fans\",\"version\":2,\"id\":7,\"schema\":\"\\\"string\\\"\",\"deleted\":false}");
    }

    @Test
    void theGlobalLevelIsShapedLikeConfluents() {
        var set = new Change.LevelSet(Optional.empty(), CompatibilityLevel.FULL);
        var written = records.encode(set);
        assertThat(new String(written.key(), UTF_8))
                .isEqualTo("{\"keytype\":\"CONFIG\",\"subject\":null,\"magic\":0}");
        assertThat(new String(written.value(), UTF_8))
                .isEqualTo("{\"compatibilityLevel\":\"FULL\"}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "- | {}",
                "rubbish | {}",
                "[1] | {}",
                "{\"keytype\":\"WHAT\"} | {}",
                "{\"keytype\":\"SCHEMA\",\"subject\":\"s\"} | {}",
                "{\"keytype\":\"SCHEMA\",\"subject\":\"s\",\"version\":1} | rubbish",
                "{\"keytype\":\"SCHEMA\",\"subject\":\"s\",\"version\":1} | {\"schema\":\"x\"}",
                "{\"keytype\":\"SCHEMA\",\"subject\":\"s\",\"version\":1} | {\"id\":1}",
                "{\"keytype\":\"SCHEMA\",\"subject\":\"s\",\"version\":1} | {\"id\":1,\"schema\":\"{}\",\"schemaType\":\"JSON\"}",
                "{\"keytype\":\"CONFIG\",\"subject\":null} | {\"compatibilityLevel\":\"SOME\"}",
                "{\"keytype\":\"DELETE_SUBJECT\",\"subject\":\"s\"} | {\"subject\":\"s\"}",
            })
    void whatMakesNoSenseIsUnreadable(@Nullable String key, String value) {
        assertThatThrownBy(() -> records.decode(stored(key, value)))
                .isInstanceOf(UnreadableRecord.class)
                .hasMessageMatching("[^\\n]+");
    }

    @ParameterizedTest
    @CsvSource({"NOOP", "MODE", "CONTEXT", "CLEAR_SUBJECT"})
    void whatOnlyConfluentsRegistryNeedsIsPassedOver(String type) throws Exception {
        assertThat(records.decode(stored("{\"keytype\":\"%s\"}".formatted(type), "{}"))).isEmpty();
    }

    private static ConsumerRecord<byte[], byte[]> stored(ProducerRecord<byte[], byte[]> written) {
        var stored = new ConsumerRecord<>(written.topic(), 0, 0, written.key(), written.value());
        written.headers().forEach(stored.headers()::add);
        return stored;
    }

    @SuppressWarnings("NullAway") // Kafka allows a record without a key.
    private static ConsumerRecord<byte[], byte[]> stored(@Nullable String key, String value) {
        var bytes = key == null ? null : key.getBytes(UTF_8);
        return new ConsumerRecord<>("_schemas", 0, 0, bytes, value.getBytes(UTF_8));
    }
}
