package dev.inquest.tables;

import dev.inquest.schemas.RegistryUnreachable;
import dev.inquest.schemas.Topic;
import dev.inquest.tables.Decoded.Deleted;
import dev.inquest.tables.Decoded.Present;
import dev.inquest.tables.Decoded.Unreadable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/// Reads a topic from its beginning, at the speed of its reader, and goes on with what is written
/// meanwhile. What was there at the start comes in the order of its times, whichever partition it
/// is in. For one thread.
public final class Reading<V extends SpecificRecord> implements AutoCloseable {

    private static final int AT_ONCE = 1_000;

    private final Consumer<String, byte[]> consumer;
    private final Partitions partitions;
    private final Decoder<V> decoder;
    private final Merge fetched;

    /// Partitions that have not yet given all that was there when reading began.
    private final Set<TopicPartition> behind;

    private long unreadable;

    private Reading(Consumer<String, byte[]> consumer, Partitions partitions, Decoder<V> decoder) {
        this.consumer = consumer;
        this.partitions = partitions;
        this.decoder = decoder;
        this.fetched = new Merge(partitions.ends().keySet());
        this.behind = new HashSet<>(partitions.ends().keySet());
        behind.removeIf(partition -> !partitions.hasMore(partition));
    }

    static <V extends SpecificRecord> Reading<V> start(Source source, Topic<V> topic) {
        var consumer = source.consumers().get();
        try {
            var partitions = Partitions.assign(consumer, topic.name(), true);
            return new Reading<>(consumer, partitions, new Decoder<>(source.registry(), topic));
        } catch (RuntimeException e) {
            consumer.close();
            throw e;
        }
    }

    /// Reads on.
    ///
    /// @return nothing when nothing came in time
    /// @throws org.apache.kafka.common.KafkaException when Kafka or the registry does not answer;
    ///   no record is lost by that
    public List<Row<V>> next(Duration patience) {
        var earliest = fetched.earliest(behind::contains);
        if (earliest.isEmpty()) {
            fetch(patience);
            earliest = fetched.earliest(behind::contains);
        }
        var rows = new ArrayList<Row<V>>();
        while (earliest.isPresent() && rows.size() < AT_ONCE) {
            try {
                decode(earliest.get()).ifPresent(rows::add);
            } catch (RegistryUnreachable e) {
                if (rows.isEmpty()) {
                    throw e;
                }
                return rows; // The next call throws.
            }
            fetched.remove(earliest.get());
            earliest = fetched.earliest(behind::contains);
        }
        return rows;
    }

    private Optional<Row<V>> decode(ConsumerRecord<String, byte[]> message) {
        return switch (decoder.decode(message)) {
            case Present(var row) -> Optional.of(row);
            case Deleted(var _) -> Optional.empty();
            case Unreadable(var _, var _) -> {
                unreadable++;
                yield Optional.empty();
            }
        };
    }

    private void fetch(Duration patience) {
        consumer.resume(consumer.paused());
        consumer.pause(fetched.full());
        consumer.poll(patience).forEach(fetched::add);
        behind.removeIf(partition -> !partitions.hasMore(partition));
    }

    /// Whether everything that was there when reading began has been read.
    public boolean isAtEnd() {
        return fetched.isEmpty() && behind.isEmpty();
    }

    /// Records passed over because they could not be read.
    public long unreadable() {
        return unreadable;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
