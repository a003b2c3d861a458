package dev.inquest.standalone.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.confluent.kafka.schemaregistry.CompatibilityLevel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/// Writes changes as Confluent's registry writes its own, so that it could take over the topic as
/// it is.
final class SchemaRecords {

    /// On a tombstone, the id that went with the version; without it a restart could give that id
    /// to another schema.
    private static final String SPENT_ID = "inquest-spent-id";

    private final JsonMapper json = JsonMapper.builder().build();
    private final String topic;

    SchemaRecords(String topic) {
        this.topic = topic;
    }

    ProducerRecord<byte[], byte[]> encode(Change change) {
        return switch (change) {
            case Change.VersionSet(var version) ->
                    put(schemaKey(version.subject(), version.version()), schemaValue(version));
            case Change.VersionForgotten gone -> tombstone(gone);
            case Change.SubjectDeleted deleted ->
                    put(key("DELETE_SUBJECT", deleted.subject()), deletedValue(deleted));
            case Change.LevelSet set ->
                    put(
                            key("CONFIG", set.subject().orElse(null)),
                            json.createObjectNode().put("compatibilityLevel", set.level().name));
            case Change.LevelCleared cleared ->
                    new ProducerRecord<>(
                            topic, bytes(key("CONFIG", cleared.subject().orElse(null))), null);
        };
    }

    /// Empty for records that mean something to Confluent's registry and nothing to ours.
    Optional<Change> decode(ConsumerRecord<byte[], byte[]> message) throws UnreadableRecord {
        var key = read("key", message.key());
        var value = message.value() == null ? null : read("value", message.value());
        return switch (text(key, "keytype")) {
            case "SCHEMA" -> Optional.of(version(key, value, message.headers()));
            case "CONFIG" -> Optional.of(level(key, value));
            case "DELETE_SUBJECT" -> deleted(value);
            case "NOOP", "MODE", "CONTEXT", "CLEAR_SUBJECT" -> Optional.empty();
            case String other -> throw new UnreadableRecord("unknown keytype " + other, null);
        };
    }

    private ProducerRecord<byte[], byte[]> put(ObjectNode key, ObjectNode value) {
        return new ProducerRecord<>(topic, bytes(key), bytes(value));
    }

    private ProducerRecord<byte[], byte[]> tombstone(Change.VersionForgotten gone) {
        var message =
                new ProducerRecord<byte[], byte[]>(
                        topic, bytes(schemaKey(gone.subject(), gone.version())), null);
        message.headers()
                .add(SPENT_ID, Integer.toString(gone.id()).getBytes(StandardCharsets.UTF_8));
        return message;
    }

    private ObjectNode schemaKey(String subject, int version) {
        return json.createObjectNode()
                .put("keytype", "SCHEMA")
                .put("subject", subject)
                .put("version", version)
                .put("magic", 1);
    }

    private ObjectNode key(String type, @Nullable String subject) {
        return json.createObjectNode().put("keytype", type).put("subject", subject).put("magic", 0);
    }

    private ObjectNode schemaValue(SchemaVersion version) {
        return json.createObjectNode()
                .put("subject", version.subject())
                .put("version", version.version())
                .put("id", version.id())
                .put("schema", version.schema())
                .put("deleted", version.deleted());
    }

    private ObjectNode deletedValue(Change.SubjectDeleted deleted) {
        return json.createObjectNode()
                .put("subject", deleted.subject())
                .put("version", deleted.upToVersion());
    }

    private Change version(JsonNode key, @Nullable JsonNode value, Headers headers)
            throws UnreadableRecord {
        var subject = text(key, "subject");
        var version = positive(key, "version");
        if (value == null) {
            return new Change.VersionForgotten(subject, version, spentId(headers));
        }
        var type = value.path("schemaType").asText(Proposal.AVRO);
        if (!type.equals(Proposal.AVRO) || !value.path("references").isEmpty()) {
            throw new UnreadableRecord("a %s schema, or one with references".formatted(type), null);
        }
        return new Change.VersionSet(
                new SchemaVersion(
                        subject,
                        version,
                        positive(value, "id"),
                        text(value, "schema"),
                        value.path("deleted").asBoolean(false)));
    }

    private static int spentId(Headers headers) throws UnreadableRecord {
        var header = headers.lastHeader(SPENT_ID);
        if (header == null) {
            return 0;
        }
        try {
            return Integer.parseInt(new String(header.value(), StandardCharsets.UTF_8));
        } catch (NumberFormatException e) {
            throw new UnreadableRecord(SPENT_ID + " is not a number", e);
        }
    }

    private static Change level(JsonNode key, @Nullable JsonNode value) throws UnreadableRecord {
        var subject = Optional.ofNullable(key.path("subject").textValue());
        if (value == null) {
            return new Change.LevelCleared(subject);
        }
        var name = text(value, "compatibilityLevel");
        var level = CompatibilityLevel.forName(name);
        if (level == null) {
            throw new UnreadableRecord("unknown compatibility level " + name, null);
        }
        return new Change.LevelSet(subject, level);
    }

    private static Optional<Change> deleted(@Nullable JsonNode value) throws UnreadableRecord {
        if (value == null) {
            return Optional.empty();
        }
        return Optional.of(
                new Change.SubjectDeleted(text(value, "subject"), positive(value, "version")));
    }

    private static String text(JsonNode node, String field) throws UnreadableRecord {
        var text = node.path(field).textValue();
        if (text == null) {
            throw new UnreadableRecord("no " + field, null);
        }
        return text;
    }

    private static int positive(JsonNode node, String field) throws UnreadableRecord {
        var number = node.path(field).asInt(0);
        if (number < 1) {
            throw new UnreadableRecord("no positive " + field, null);
        }
        return number;
    }

    private JsonNode read(String part, byte @Nullable [] bytes) throws UnreadableRecord {
        if (bytes == null) {
            throw new UnreadableRecord("no " + part, null);
        }
        try {
            return json.readTree(bytes);
        } catch (IOException e) {
            throw new UnreadableRecord("the %s is not JSON".formatted(part), e);
        }
    }

    private static byte[] bytes(ObjectNode node) {
        return node.toString().getBytes(StandardCharsets.UTF_8);
    }
}
