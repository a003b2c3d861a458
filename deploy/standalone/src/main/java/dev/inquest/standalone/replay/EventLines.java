package dev.inquest.standalone.replay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.inquest.schemas.NodeKey;
import dev.inquest.schemas.TimeSource;
import dev.inquest.schemas.Topic;
import dev.inquest.schemas.Topics;
import dev.inquest.schemas.json.JsonMismatch;
import dev.inquest.schemas.json.PlainJson;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/// Reads events as JSON Lines: topic, key, timestamp in milliseconds, and the value in plain JSON.
final class EventLines implements Recording {

    private static final ObjectMapper MAPPER =
            new ObjectMapper()
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);

    private static final Topics TOPICS = new Topics("", TimeSource.STORY);
    private static final Map<String, Topic<? extends SpecificRecord>> EVENTS =
            TOPICS.events().stream().collect(Collectors.toMap(Topic::shortName, topic -> topic));
    private static final Set<String> OTHERS =
            TOPICS.all().stream()
                    .map(Topic::shortName)
                    .filter(name -> !EVENTS.containsKey(name))
                    .collect(Collectors.toSet());

    /// The last millisecond of the year 9999.
    private static final long LATEST = 253_402_300_799_999L;

    private final Path file;
    private final ByteLines lines;
    private final ReplayObserver observer;
    private final Set<String> ignored = new HashSet<>();

    EventLines(Path file, ReplayObserver observer) throws IOException {
        this.file = file;
        this.lines = new ByteLines(file);
        this.observer = observer;
    }

    @Override
    public Optional<Recorded> next() throws IOException {
        for (var line = lines.next(); line.isPresent(); line = lines.next()) {
            var event = read(line.get());
            if (event.isPresent()) {
                return event;
            }
        }
        return Optional.empty();
    }

    private Optional<Recorded> read(ByteLines.Line line) {
        var place = new Place(file, line.number());
        try {
            return parse(place, line);
        } catch (BrokenLine e) {
            observer.broken(place, e.why());
        } catch (JsonMismatch | IllegalArgumentException e) {
            observer.broken(place, String.valueOf(e.getMessage()));
        }
        return Optional.empty();
    }

    private Optional<Recorded> parse(Place place, ByteLines.Line line) throws BrokenLine {
        if (line.tooLong()) {
            throw new BrokenLine("longer than " + ByteLines.LONGEST + " bytes");
        }
        var text = text(line.bytes());
        if (text.isBlank()) {
            return Optional.empty();
        }
        var json = json(text);
        var topic = shortName(string(json, "topic"));
        if (OTHERS.contains(topic)) {
            if (ignored.add(topic)) {
                observer.ignored(file, topic);
            }
            return Optional.empty();
        }
        return Optional.of(event(place, json, topic));
    }

    private static Recorded event(Place place, JsonNode json, String topic) throws BrokenLine {
        var type = EVENTS.get(topic);
        if (type == null) {
            throw new BrokenLine("topic: '%s' is no topic of events".formatted(topic));
        }
        var key = string(json, "key");
        return new Recorded.Event(place, timestamp(json), topic, key, value(json, type, key));
    }

    private static @Nullable SpecificRecord value(
            JsonNode json, Topic<? extends SpecificRecord> topic, String key) throws BrokenLine {
        var value = json.get("value");
        if (key.equals(Topics.TICK_KEY) && topic.shortName().equals("heartbeats")) {
            return null;
        }
        NodeKey.parse(key);
        if (value == null || value.isNull()) {
            throw new BrokenLine("value: is missing");
        }
        return PlainJson.read(value, topic.type());
    }

    private static Instant timestamp(JsonNode json) throws BrokenLine {
        var timestamp = json.get("timestamp");
        if (timestamp == null
                || !timestamp.isIntegralNumber()
                || !timestamp.canConvertToLong()
                || timestamp.longValue() < 0
                || timestamp.longValue() > LATEST) {
            throw new BrokenLine("timestamp: milliseconds since 1970 are wanted");
        }
        return Instant.ofEpochMilli(timestamp.longValue());
    }

    private static String string(JsonNode json, String field) throws BrokenLine {
        var value = json.get(field);
        if (value == null || !value.isTextual()) {
            throw new BrokenLine(field + ": a string is wanted");
        }
        return value.textValue();
    }

    private static String shortName(String topic) {
        return topic.startsWith(Topics.DEFAULT_PREFIX)
                ? topic.substring(Topics.DEFAULT_PREFIX.length())
                : topic;
    }

    private static JsonNode json(String text) throws BrokenLine {
        try {
            var json = MAPPER.readTree(text);
            if (json == null || !json.isObject()) {
                throw new BrokenLine("a JSON object is wanted");
            }
            return json;
        } catch (JsonProcessingException e) {
            throw new BrokenLine("no valid JSON: " + firstLine(e.getOriginalMessage()));
        }
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("");
    }

    private static String text(ByteBuffer bytes) throws BrokenLine {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
        } catch (CharacterCodingException e) {
            throw new BrokenLine("not UTF-8");
        }
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
