package dev.inquest.tables;

import dev.inquest.schemas.Topic;
import dev.inquest.tables.Decoded.Deleted;
import dev.inquest.tables.Decoded.Present;
import dev.inquest.tables.Decoded.Unreadable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/// A topic of events that people can listen to. All who want only what comes share one Kafka
/// consumer, which exists while somebody listens.
public final class EventTopic<V extends SpecificRecord> implements AutoCloseable {

    private final Source source;
    private final Topic<V> topic;
    private final TablesObserver observer;
    private final List<Tail<V>> tails = new CopyOnWriteArrayList<>();
    private final AtomicLong unreadable = new AtomicLong();
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable TopicReader<V> reader;

    EventTopic(Source source, Topic<V> topic, TablesObserver observer) {
        this.source = source;
        this.topic = topic;
        this.observer = observer;
    }

    public Topic<V> topic() {
        return topic;
    }

    /// How many listen at present.
    public int listeners() {
        return tails.size();
    }

    /// Records that could not be read while somebody listened.
    public long unreadable() {
        return unreadable.get();
    }

    /// Listens to what is written from now on.
    ///
    /// @param waiting records that may wait for a slow reader
    /// @throws org.apache.kafka.common.KafkaException when Kafka does not answer
    public Tail<V> tail(int waiting) {
        lock.lock();
        try {
            if (reader == null) {
                reader = TopicReader.start(source, topic, false, new Distributor());
            }
            var tail = new Tail<V>(waiting, this::left);
            tails.add(tail);
            return tail;
        } finally {
            lock.unlock();
        }
    }

    /// Reads what the topic still holds, with a consumer of its own.
    ///
    /// @throws org.apache.kafka.common.KafkaException when Kafka does not answer
    public Reading<V> read() {
        return Reading.start(source, topic);
    }

    private void left(Tail<V> tail) {
        lock.lock();
        try {
            tails.remove(tail);
            if (tails.isEmpty() && reader != null) {
                reader.close();
                reader = null;
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        new ArrayList<>(tails).forEach(Tail::close);
    }

    private final class Distributor implements TopicReader.Receiver<V> {

        @Override
        public void take(ConsumerRecord<String, byte[]> message, Decoded<V> decoded) {
            switch (decoded) {
                case Present(var row) -> tails.forEach(tail -> tail.add(row));
                case Deleted(var _) -> {}
                case Unreadable(var _, var reason) -> {
                    unreadable.incrementAndGet();
                    observer.unreadable(
                            message.topic(), message.partition(), message.offset(), reason);
                }
            }
        }

        @Override
        public void failing(String reason) {
            observer.readingFails(topic.name(), reason);
        }

        @Override
        public void rested(boolean caughtUp) {}
    }
}
