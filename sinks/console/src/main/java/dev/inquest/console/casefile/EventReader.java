package dev.inquest.console.casefile;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.inquest.schemas.NodePartitioner;
import dev.inquest.schemas.Topic;
import dev.inquest.schemas.Topics;
import dev.inquest.schemas.WireDeserializer;
import dev.inquest.schemas.json.PlainJson;
import dev.inquest.tables.Source;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;

/// Gathers what Kafka still holds of the nodes of a case. Only the partitions of these nodes are
/// read, and only the time of the case; of facts, links and what the cluster says also the last
/// word before it, dated at its beginning.
final class EventReader {

    static final int MOST_LINES = 100_000;
    static final long MOST_CHARACTERS = 64L << 20;

    private static final Duration POLL = Duration.ofMillis(500);
    private static final int SILENT_POLLS = 20;

    private final Source source;
    private final Topics topics;
    private final Window window;
    private final List<Events.Line> lines = new ArrayList<>();
    private long characters;
    private boolean complete = true;

    EventReader(Source source, Topics topics, Window window) {
        this.source = source;
        this.topics = topics;
        this.window = window;
    }

    /// What matters most is read first, should there be too much.
    Events read() {
        try (var consumer = source.consumers().get()) {
            for (var topic :
                    List.of(
                            topics.facts(),
                            topics.links(),
                            topics.observers(),
                            topics.kernel(),
                            topics.pods(),
                            topics.heartbeats())) {
                read(consumer, topic);
            }
        }
        // The sort keeps the order of those at the same time: what a node is comes before what
        // befalls it.
        lines.sort(Comparator.comparingLong(Events.Line::timestamp));
        return new Events(List.copyOf(lines), complete);
    }

    private <V extends SpecificRecord> void read(
            Consumer<String, byte[]> consumer, Topic<V> topic) {
        var places = places(consumer, topic);
        if (places.isEmpty()) {
            return;
        }
        consumer.assign(places);
        var isPresent = topic.config().getOrDefault("cleanup.policy", "").startsWith("compact");
        if (isPresent) {
            consumer.seekToBeginning(places);
        } else {
            seek(consumer, places);
        }
        var format = new WireDeserializer<>(source.registry(), topic.type());
        var before = new LinkedHashMap<String, ConsumerRecord<String, byte[]>>();
        var from = window.from().toEpochMilli();
        for (var message : new UntilEnd(consumer, places)) {
            if (message.timestamp() >= from) {
                add(topic, message, message.timestamp(), format);
            } else if (isPresent && message.key() != null && window.concerns(message.key())) {
                before.put(message.key(), message);
            }
        }
        before.values().forEach(message -> add(topic, message, from, format));
    }

    private List<TopicPartition> places(Consumer<String, byte[]> consumer, Topic<?> topic) {
        var count = consumer.partitionsFor(topic.name()).size();
        return window.nodes().stream()
                .map(node -> NodePartitioner.partition(node, count))
                .distinct()
                .map(partition -> new TopicPartition(topic.name(), partition))
                .toList();
    }

    private void seek(Consumer<String, byte[]> consumer, List<TopicPartition> places) {
        var wanted = new HashMap<TopicPartition, Long>();
        places.forEach(place -> wanted.put(place, window.from().toEpochMilli()));
        var found = consumer.offsetsForTimes(wanted);
        var ends = consumer.endOffsets(places);
        for (var place : places) {
            var first = found.get(place);
            consumer.seek(place, first == null ? ends.getOrDefault(place, 0L) : first.offset());
        }
    }

    private <V extends SpecificRecord> void add(
            Topic<V> topic,
            ConsumerRecord<String, byte[]> message,
            long timestamp,
            WireDeserializer<V> format) {
        if (message.key() == null
                || message.timestamp() > window.until().toEpochMilli()
                || !window.concerns(message.key())) {
            return;
        }
        if (lines.size() >= MOST_LINES || characters >= MOST_CHARACTERS) {
            complete = false;
            return;
        }
        json(topic, message, timestamp, format)
                .ifPresent(json -> {
                    characters += json.length();
                    lines.add(new Events.Line(timestamp, topic.shortName(), json));
                });
    }

    /// What nobody can read proved nothing either.
    private static <V extends SpecificRecord> Optional<String> json(
            Topic<V> topic,
            ConsumerRecord<String, byte[]> message,
            long timestamp,
            WireDeserializer<V> format) {
        try {
            var value = format.deserialize(message.topic(), message.value());
            var line = JsonNodeFactory.instance.objectNode();
            line.put("topic", topic.shortName())
                    .put("key", message.key())
                    .put("timestamp", timestamp);
            line.set(
                    "value",
                    value == null ? JsonNodeFactory.instance.nullNode() : PlainJson.write(value));
            return Optional.of(line.toString());
        } catch (SerializationException e) {
            return Optional.empty();
        }
    }

    /// The records of some partitions up to where they end now.
    private record UntilEnd(Consumer<String, byte[]> consumer, Map<TopicPartition, Long> ends)
            implements Iterable<ConsumerRecord<String, byte[]>> {

        UntilEnd(Consumer<String, byte[]> consumer, List<TopicPartition> places) {
            this(consumer, consumer.endOffsets(places));
        }

        @Override
        public Iterator<ConsumerRecord<String, byte[]>> iterator() {
            return Stream.generate(this::poll)
                    .takeWhile(Optional::isPresent)
                    .flatMap(batch -> batch.get().stream())
                    .iterator();
        }

        private Optional<List<ConsumerRecord<String, byte[]>>> poll() {
            for (var silent = 0; silent < SILENT_POLLS; silent++) {
                if (ends.entrySet().stream()
                        .allMatch(end -> consumer.position(end.getKey()) >= end.getValue())) {
                    return Optional.empty();
                }
                var messages = new ArrayList<ConsumerRecord<String, byte[]>>();
                consumer.poll(POLL).forEach(messages::add);
                if (!messages.isEmpty()) {
                    return Optional.of(messages);
                }
            }
            throw new IllegalStateException("Kafka does not hand out " + ends.keySet());
        }
    }
}
