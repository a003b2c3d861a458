package dev.inquest.sinks.delivery;

import dev.inquest.schemas.RegistryUnreachable;
import dev.inquest.schemas.WireDeserializer;
import dev.inquest.schemas.wire.Finding;
import dev.inquest.sinks.backlog.Arrived;
import dev.inquest.sinks.backlog.Backlog;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;

/// Puts what Kafka hands out into the backlog, as long as that has room and the registry answers.
/// What cannot be read becomes a dead letter. While the registry is away, nothing is read and it is
/// asked ever more rarely.
final class Reading {

    private static final Duration SHORTEST_REST = Duration.ofMillis(250);
    private static final Duration LONGEST_REST = Duration.ofSeconds(8);

    private final String sink;
    private final TopicPartition partition;
    private final WireDeserializer<Finding> format;
    private final Consumer<String, byte[]> consumer;
    private final DeadLetters deadLetters;
    private final Vitals vitals;
    private final InstantSource clock;
    private final SinkObserver observer;
    private final Backoff backoff = new Backoff(SHORTEST_REST, LONGEST_REST);
    private Instant restsUntil = Instant.MIN;

    Reading(
            String sink,
            Findings findings,
            Consumer<String, byte[]> consumer,
            DeadLetters deadLetters,
            Vitals vitals,
            InstantSource clock,
            SinkObserver observer) {
        this.sink = sink;
        this.partition = findings.partition();
        this.format = new WireDeserializer<>(findings.registry(), Finding.class);
        this.consumer = consumer;
        this.deadLetters = deadLetters;
        this.vitals = vitals;
        this.clock = clock;
        this.observer = observer;
    }

    /// Takes in what was polled, and says whether more is wanted.
    void take(Backlog backlog, Iterable<ConsumerRecord<String, byte[]>> records) {
        if (takeAll(backlog, records)) {
            backlog.readTo(consumer.position(partition));
        }
        var rests = clock.instant().isBefore(restsUntil);
        if (rests || backlog.isFull() || deadLetters.isFull()) {
            consumer.pause(consumer.assignment());
        } else {
            consumer.resume(consumer.assignment());
        }
    }

    /// @return false when some must be read again
    private boolean takeAll(Backlog backlog, Iterable<ConsumerRecord<String, byte[]>> records) {
        for (var record : records) {
            try {
                take(backlog, record);
            } catch (RegistryUnreachable e) {
                consumer.seek(partition, record.offset());
                rest();
                return false;
            }
            backoff.succeeded();
        }
        return true;
    }

    /// Said once until it answers again.
    private void rest() {
        var why = "the schema registry does not answer";
        var now = clock.instant();
        vitals.failed(why, now);
        if (!backoff.isFailing()) {
            observer.interrupted(sink, why);
        }
        restsUntil = now.plus(backoff.failed());
    }

    private void take(Backlog backlog, ConsumerRecord<String, byte[]> record) {
        var headers = text(record.headers());
        var id = String.valueOf(record.key());
        var raw = Optional.ofNullable(record.value()).map(ByteBuffer::wrap);
        try {
            var finding = format.deserialize(record.topic(), record.value());
            backlog.add(new Arrived(record.offset(), id, finding, raw, headers));
        } catch (RegistryUnreachable e) {
            throw e;
        } catch (SerializationException e) {
            var why = String.valueOf(e.getMessage());
            if (backlog.skip(record.offset())) {
                var arrived = new Arrived(record.offset(), id, null, raw, headers);
                deadLetters.add(arrived, "UNREADABLE", why);
                vitals.deadLetter();
                observer.unreadable(sink, record.offset(), why);
            }
        }
    }

    private static Map<String, String> text(Headers headers) {
        var text = new HashMap<String, String>();
        for (var header : headers) {
            if (header.value() != null) {
                text.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
            }
        }
        return text;
    }
}
