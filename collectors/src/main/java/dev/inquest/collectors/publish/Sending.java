package dev.inquest.collectors.publish;

import dev.inquest.collectors.host.Stay;
import dev.inquest.collectors.spool.Spool;
import dev.inquest.schemas.SchemaRefused;
import dev.inquest.schemas.Topic;
import dev.inquest.schemas.TraceContext;
import dev.inquest.schemas.WireSerializer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.random.RandomGenerator;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;

/// One attempt to hand one event to Kafka, telling how long it was held here.
final class Sending {

    /// Name of the header with the event's number: two records of one key with the same number are
    /// the same event.
    static final String NUMBER = "inquest.number";

    private final Producer<String, byte[]> producer;
    private final WireSerializer<SpecificRecord> serializer;
    private final EventBodies bodies;
    private final Optional<Spool> spool;
    private final Stay stay;
    private final InstantSource time;
    private final RandomGenerator random;
    private final Fate fate;

    /// Hears what became of each event.
    ///
    /// @param accepted Kafka has it, as the beginning of this trace
    /// @param refused it will never be delivered, and why
    record Fate(BiConsumer<Waiting, TraceContext> accepted, BiConsumer<Waiting, String> refused) {}

    Sending(
            Producer<String, byte[]> producer,
            WireSerializer<SpecificRecord> serializer,
            EventBodies bodies,
            Optional<Spool> spool,
            Stay stay,
            InstantSource time,
            RandomGenerator random,
            Fate fate) {
        this.producer = producer;
        this.serializer = serializer;
        this.bodies = bodies;
        this.spool = spool;
        this.stay = stay;
        this.time = time;
        this.random = random;
        this.fate = fate;
    }

    CompletableFuture<Answer> send(Waiting waiting) {
        var stored = waiting.event();
        var event = bodies.event(waiting.topic(), stored.schema(), stored.body(), spool);
        if (event.isEmpty()) {
            return refuse(waiting, "it can be read no more");
        }
        var trace = TraceContext.begin(random);
        var number =
                new RecordHeader(
                        NUMBER, Long.toString(stored.number()).getBytes(StandardCharsets.US_ASCII));
        var answer =
                send(
                        waiting.topic(),
                        stored.key(),
                        Instant.ofEpochMilli(stored.at()),
                        Held.told(event.get(), held(waiting)),
                        List.of(number, header(trace)));
        return answer.thenApply(result -> {
            if (result instanceof Answer.Refused(var why)) {
                fate.refused().accept(waiting, why);
            } else if (result instanceof Answer.Accepted) {
                fate.accepted().accept(waiting, trace);
            }
            return result;
        });
    }

    private static Header header(TraceContext trace) {
        return new RecordHeader(
                TraceContext.HEADER, trace.header().getBytes(StandardCharsets.US_ASCII));
    }

    private Duration held(Waiting waiting) {
        var stored = waiting.event();
        return stay.since(
                stored.bootId(),
                Duration.ofMillis(stored.uptimeMs()),
                Duration.between(Instant.ofEpochMilli(stored.at()), time.instant()));
    }

    private CompletableFuture<Answer> refuse(Waiting waiting, String why) {
        fate.refused().accept(waiting, why);
        return CompletableFuture.completedFuture(new Answer.Refused(why));
    }

    /// Hands it over as it is.
    CompletableFuture<Answer> send(
            Topic<? extends SpecificRecord> topic,
            String key,
            Instant at,
            SpecificRecord event,
            List<Header> headers) {
        var answer = new CompletableFuture<Answer>();
        try {
            var bytes = serializer.serialize(topic.name(), event);
            var record =
                    new ProducerRecord<>(
                            topic.name(), null, at.toEpochMilli(), key, bytes, headers);
            var _ = producer.send(record, (metadata, failure) -> answer.complete(answer(failure)));
        } catch (SerializationException e) {
            answer.complete(unwritten(e));
        } catch (InterruptException e) {
            throw e;
        } catch (RuntimeException e) {
            answer.complete(answer(e));
        }
        return answer;
    }

    /// A registry that is away is waited for; one that refuses the schema is not asked again.
    private static Answer unwritten(SerializationException failure) {
        return switch (failure.getCause()) {
            case SchemaRefused refused -> new Answer.Refused(String.valueOf(refused.getMessage()));
            case null, default -> new Answer.Later(String.valueOf(failure.getMessage()));
        };
    }

    /// Only what is wrong with the record itself is final: a missing permission or an expired
    /// certificate will be mended, and must not cost evidence.
    private static Answer answer(@Nullable Exception failure) {
        return switch (failure) {
            case null -> new Answer.Accepted();
            case RecordTooLargeException large ->
                    new Answer.Refused(String.valueOf(large.getMessage()));
            case InvalidRecordException invalid ->
                    new Answer.Refused(String.valueOf(invalid.getMessage()));
            default -> new Answer.Later(String.valueOf(failure.getMessage()));
        };
    }
}
