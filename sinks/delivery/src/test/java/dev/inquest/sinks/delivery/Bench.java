package dev.inquest.sinks.delivery;

import dev.inquest.schemas.TimeSource;
import dev.inquest.schemas.Topics;
import dev.inquest.schemas.WireSerializer;
import dev.inquest.schemas.wire.Finding;
import dev.inquest.schemas.wire.FindingStatus;
import dev.inquest.schemas.wire.Scope;
import dev.inquest.schemas.wire.Severity;
import dev.inquest.sinks.backlog.Backlog;
import dev.inquest.sinks.backlog.Pace;
import dev.inquest.sinks.backlog.Start;
import dev.inquest.sinks.receiver.Receiver;
import io.confluent.kafka.schemaregistry.ParsedSchema;
import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/// The parts of a sink over a Kafka in memory that can be told to fail.
final class Bench implements SinkObserver {

    static final String NAME = "pager";

    final TestClock clock = new TestClock();
    final Registry registry = new Registry();
    final Findings findings = new Findings(Map.of(), registry, new Topics("t.", TimeSource.STORY));
    final TopicPartition partition = findings.partition();
    final MockConsumer<String, byte[]> consumer = new MockConsumer<>("earliest");
    final Vitals vitals = new Vitals(NAME, true);
    final List<String> interruptions = new ArrayList<>();

    /// What Kafka says to dead letters; null is yes.
    volatile @Nullable RuntimeException refusal;

    final MockProducer<String, byte[]> producer =
            new MockProducer<>(true, null, new StringSerializer(), new ByteArraySerializer()) {
                @Override
                public synchronized Future<RecordMetadata> send(
                        ProducerRecord<String, byte[]> record) {
                    var why = refusal(record.value());
                    return why == null ? super.send(record) : CompletableFuture.failedFuture(why);
                }
            };
    final DeadLetters deadLetters =
            new DeadLetters(NAME, findings.topics().deadLetters(), partition, producer);
    final Position position = new Position(consumer, partition, () -> 0);
    final Committing committing = new Committing(NAME, position, deadLetters, vitals, clock, this);
    final Reading reading = new Reading(NAME, findings, consumer, deadLetters, vitals, clock, this);
    private final List<ConsumerRecord<String, byte[]>> log = new ArrayList<>();

    /// Largest value of a dead letter that Kafka takes.
    int largest = Integer.MAX_VALUE;

    Bench() {
        consumer.assign(List.of(partition));
        consumer.updateBeginningOffsets(Map.of(partition, 0L));
        consumer.updateEndOffsets(Map.of(partition, 0L));
        consumer.seekToBeginning(List.of(partition));
    }

    private @Nullable RuntimeException refusal(byte @Nullable [] value) {
        return value != null && value.length > largest
                ? new RecordTooLargeException("too large")
                : refusal;
    }

    /// A registry that can be away.
    static final class Registry extends MockSchemaRegistryClient {

        boolean away;
        int asked;

        @Override
        public ParsedSchema getSchemaById(int id) throws IOException, RestClientException {
            asked++;
            if (away) {
                throw new IOException("connection refused");
            }
            return super.getSchemaById(id);
        }
    }

    @Override
    public void interrupted(String sink, String why) {
        interruptions.add(why);
    }

    Telling telling(Receiver receiver, Requests requests) {
        var settings = new SinkSettings(NAME, true, Pace.DEFAULT, Duration.ofMinutes(1));
        return new Telling(settings, receiver, requests, deadLetters, vitals, clock, this);
    }

    Backlog backlog(Receiver receiver) {
        return new Backlog(receiver.interest(), Pace.DEFAULT, Start.first(0), new Random(1));
    }

    void publish(String id) {
        publish(
                id,
                new WireSerializer<Finding>(registry).serialize(partition.topic(), finding(id)));
    }

    void publish(String id, byte @Nullable [] value) {
        log.add(
                new ConsumerRecord<>(
                        partition.topic(), partition.partition(), log.size(), id, value));
        consumer.updateEndOffsets(Map.of(partition, (long) log.size()));
    }

    void read(Backlog backlog) {
        // The consumer in memory forgets what it handed out.
        if (consumer.paused().isEmpty()) {
            log.stream()
                    .filter(record -> record.offset() >= consumer.position(partition))
                    .forEach(consumer::addRecord);
        }
        reading.take(backlog, consumer.poll(Duration.ZERO));
    }

    /// Where the next life would begin.
    long committed() {
        var at = consumer.committed(Set.of(partition)).get(partition);
        return at == null ? -1 : at.offset();
    }

    private static Finding finding(String id) {
        return Finding.newBuilder()
                .setId(id)
                .setPattern("hung-cohort")
                .setCluster("prod")
                .setSeverity(Severity.CRITICAL)
                .setStatus(FindingStatus.OPEN)
                .setRevision(1)
                .setTitle("nodes hang")
                .setScope(Scope.newBuilder().setNodeCount(3).build())
                .setPages(true)
                .setFirstSeen(Instant.EPOCH)
                .setLastSeen(Instant.EPOCH)
                .build();
    }
}
