package dev.inquest.sinks.delivery;

import dev.inquest.sinks.backlog.Progress;
import dev.inquest.sinks.backlog.Start;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/// How far a sink is with the topic, as its group in Kafka remembers it.
final class Position {

    private static final Duration COMMITTED_WITHIN = Duration.ofSeconds(5);

    private final Consumer<?, ?> consumer;
    private final TopicPartition partition;
    private final LongSupplier inOtherMode;

    /// @param inOtherMode how far the sink came in shadow, if it sends now, and the other way
    ///   round; 0 where it has one mode only
    Position(Consumer<?, ?> consumer, TopicPartition partition, LongSupplier inOtherMode) {
        this.consumer = consumer;
        this.partition = partition;
        this.inOtherMode = inOtherMode;
    }

    /// Where a new life takes it up.
    Start start() {
        var end = consumer.endOffsets(Set.of(partition)).getOrDefault(partition, 0L);
        return committed(consumer, partition)
                .map(at -> Start.again(Progress.committed(at.offset(), at.metadata()), end))
                .orElseGet(() -> Start.first(end))
                .passing(inOtherMode.getAsLong());
    }

    /// What a consumer's group has committed.
    static Optional<OffsetAndMetadata> committed(Consumer<?, ?> of, TopicPartition partition) {
        return Optional.ofNullable(of.committed(Set.of(partition)).get(partition));
    }

    void commit(Progress progress) {
        var position = new OffsetAndMetadata(progress.offset(), progress.metadata());
        consumer.commitSync(Map.of(partition, position), COMMITTED_WITHIN);
    }
}
