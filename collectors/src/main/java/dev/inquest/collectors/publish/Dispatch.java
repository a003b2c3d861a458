package dev.inquest.collectors.publish;

import dev.inquest.collectors.observe.CollectorObserver;
import dev.inquest.collectors.publish.KafkaPublisher.NotPublished;
import dev.inquest.schemas.WireSerializer;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/// Takes events out of the line and hands them to the producer, again and again until Kafka takes
/// them.
///
/// After a failure it first lets everything under way come back, then goes on with the oldest: so
/// the order in which events were published is the order in which they arrive.
final class Dispatch implements Runnable {

    /// Enough to fill batches, few enough that what waits does so in the line.
    private static final int UNDER_WAY = 2048;

    private static final long PAUSE_MS = 500;

    private final BlockingQueue<Waiting> line;
    private final Producer<String, byte[]> producer;
    private final WireSerializer<SpecificRecord> serializer;
    private final CollectorObserver observer;
    private final Semaphore underWay = new Semaphore(UNDER_WAY);
    private final BlockingQueue<Waiting> cameBack = new LinkedBlockingQueue<>();
    private final Queue<Waiting> again =
            new PriorityQueue<>(Comparator.comparingLong(Waiting::number));
    private volatile boolean waits;

    Dispatch(
            BlockingQueue<Waiting> line,
            Producer<String, byte[]> producer,
            WireSerializer<SpecificRecord> serializer,
            CollectorObserver observer) {
        this.line = line;
        this.producer = producer;
        this.serializer = serializer;
        this.observer = observer;
    }

    @Override
    public void run() {
        try {
            while (true) {
                gatherWhatCameBack();
                var waiting = next();
                if (waiting.isPresent()) {
                    send(waiting.get());
                }
            }
        } catch (InterruptedException | InterruptException e) {
            // The publisher was closed.
        }
    }

    /// The oldest that came back, else the first of the line; empty now and then, so that what
    /// comes back while nobody publishes is not forgotten.
    private Optional<Waiting> next() throws InterruptedException {
        var waiting = again.poll();
        return waiting == null
                ? Optional.ofNullable(line.poll(PAUSE_MS, TimeUnit.MILLISECONDS))
                : Optional.of(waiting);
    }

    private void gatherWhatCameBack() throws InterruptedException {
        if (cameBack.isEmpty()) {
            return;
        }
        underWay.acquire(UNDER_WAY);
        underWay.release(UNDER_WAY);
        cameBack.drainTo(again);
        TimeUnit.MILLISECONDS.sleep(PAUSE_MS);
    }

    private void send(Waiting waiting) throws InterruptedException {
        if (waiting.accepted().isDone()) {
            return;
        }
        if (waiting.waited().compareTo(KafkaPublisher.PATIENCE) > 0) {
            giveUp(waiting, "Kafka did not take it in " + KafkaPublisher.PATIENCE);
            return;
        }
        try {
            var told = Waited.told(waiting.event(), waiting.waited());
            var bytes = serializer.serialize(waiting.topic().name(), told);
            handOver(waiting, bytes);
        } catch (SerializationException e) {
            unwritten(waiting, e);
        } catch (InterruptException e) {
            throw e;
        } catch (RuntimeException e) {
            giveUp(waiting, String.valueOf(e.getMessage()));
        }
    }

    /// A registry that is away is waited for; one that refuses the schema is not asked again.
    private void unwritten(Waiting waiting, SerializationException failure) {
        switch (failure.getCause()) {
            case RestClientException refused when refused.getStatus() / 100 == 4 ->
                    giveUp(waiting, String.valueOf(refused.getMessage()));
            case null, default -> later(waiting, failure);
        }
    }

    private void handOver(Waiting waiting, byte @Nullable [] bytes) throws InterruptedException {
        var record =
                new ProducerRecord<>(
                        waiting.topic().name(),
                        null,
                        waiting.at().toEpochMilli(),
                        waiting.key(),
                        bytes);
        underWay.acquire();
        var handed = false;
        try {
            var _ = producer.send(record, (metadata, failure) -> answered(waiting, failure));
            handed = true;
        } catch (InterruptException e) {
            throw e;
        } catch (RuntimeException e) {
            failed(waiting, e);
        } finally {
            if (!handed) {
                underWay.release();
            }
        }
    }

    private void answered(Waiting waiting, @Nullable Exception failure) {
        if (failure == null) {
            accepted(waiting);
        } else {
            failed(waiting, failure);
        }
        underWay.release();
    }

    private void accepted(Waiting waiting) {
        if (waits) {
            waits = false;
            observer.publishResumed();
        }
        waiting.accepted().complete(null);
    }

    private void failed(Waiting waiting, Exception failure) {
        if (failure instanceof RetriableException || failure instanceof TimeoutException) {
            later(waiting, failure);
        } else {
            giveUp(waiting, String.valueOf(failure.getMessage()));
        }
    }

    private void later(Waiting waiting, Exception why) {
        if (!waits) {
            waits = true;
            observer.publishWaits(String.valueOf(why.getMessage()));
        }
        cameBack.add(waiting);
    }

    private void giveUp(Waiting waiting, String why) {
        if (waiting.accepted().completeExceptionally(new NotPublished(why))) {
            observer.publishFailed(waiting.topic().shortName(), why);
        }
    }
}
