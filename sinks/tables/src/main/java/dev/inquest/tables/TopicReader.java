package dev.inquest.tables;

import dev.inquest.schemas.RegistryUnreachable;
import dev.inquest.schemas.Topic;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.WakeupException;

/// Reads one topic on a thread of its own and hands every record on, in the order of its partition.
/// While Kafka or the registry does not answer it waits and tries the same record again.
final class TopicReader<V extends SpecificRecord> implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final long TRY_AGAIN_MS = 1_000;
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(5);

    /// What becomes of the records.
    interface Receiver<V extends SpecificRecord> {

        void take(ConsumerRecord<String, byte[]> message, Decoded<V> decoded);

        void failing(String reason);

        /// Called after each round, whether or not something came.
        ///
        /// @param caughtUp whether all that was there at the start has been handed on
        void rested(boolean caughtUp);
    }

    private final Consumer<String, byte[]> consumer;
    private final Partitions partitions;
    private final Decoder<V> decoder;
    private final Receiver<V> receiver;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Thread thread;
    private boolean caughtUp;

    private TopicReader(
            Topic<V> topic,
            Consumer<String, byte[]> consumer,
            Partitions partitions,
            Decoder<V> decoder,
            Receiver<V> receiver) {
        this.consumer = consumer;
        this.partitions = partitions;
        this.decoder = decoder;
        this.receiver = receiver;
        this.thread =
                Thread.ofPlatform().daemon().name("read-" + topic.shortName()).unstarted(this::run);
    }

    /// Begins at the beginning or at the present end; what is written after this returns is seen.
    ///
    /// @throws KafkaException when Kafka does not answer
    /// @throws IllegalStateException when the topic does not exist
    static <V extends SpecificRecord> TopicReader<V> start(
            Source source, Topic<V> topic, boolean fromBeginning, Receiver<V> receiver) {
        var consumer = source.consumers().get();
        try {
            var partitions = Partitions.assign(consumer, topic.name(), fromBeginning);
            var decoder = new Decoder<>(source.registry(), topic);
            var reader = new TopicReader<>(topic, consumer, partitions, decoder, receiver);
            reader.thread.start();
            return reader;
        } catch (RuntimeException e) {
            consumer.close();
            throw e;
        }
    }

    private void run() {
        try (consumer) {
            while (stop.getCount() > 0) {
                round();
            }
        } catch (WakeupException | InterruptedException e) {
            stop.countDown();
        }
    }

    private void round() throws InterruptedException {
        try {
            for (var message : consumer.poll(POLL)) {
                handOn(message);
            }
            caughtUp = caughtUp || partitions.areAtTheirEnds();
            receiver.rested(caughtUp);
        } catch (WakeupException e) {
            throw e;
        } catch (KafkaException e) {
            pause(e);
        }
    }

    private void handOn(ConsumerRecord<String, byte[]> message) throws InterruptedException {
        while (stop.getCount() > 0) {
            try {
                receiver.take(message, decoder.decode(message));
                return;
            } catch (RegistryUnreachable e) {
                pause(e);
            }
        }
    }

    private void pause(KafkaException why) throws InterruptedException {
        receiver.failing(String.valueOf(why.getMessage()));
        var _ = stop.await(TRY_AGAIN_MS, TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        stop.countDown();
        consumer.wakeup();
        try {
            thread.join(CLOSE_WITHIN);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
