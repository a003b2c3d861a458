package dev.inquest.tables;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/// All partitions of one topic, and where they ended when reading began.
record Partitions(Consumer<String, byte[]> consumer, Map<TopicPartition, Long> ends) {

    /// Puts a consumer at the beginning or the present end of all partitions; what is written after
    /// this returns is seen.
    ///
    /// @throws org.apache.kafka.common.KafkaException when Kafka does not answer
    /// @throws IllegalStateException when the topic does not exist
    static Partitions assign(
            Consumer<String, byte[]> consumer, String topic, boolean fromBeginning) {
        var all = all(consumer, topic);
        consumer.assign(all);
        if (fromBeginning) {
            consumer.seekToBeginning(all);
        } else {
            consumer.seekToEnd(all);
        }
        all.forEach(consumer::position);
        return new Partitions(consumer, consumer.endOffsets(all));
    }

    private static List<TopicPartition> all(Consumer<String, byte[]> consumer, String topic) {
        var all =
                consumer.partitionsFor(topic).stream()
                        .map(info -> new TopicPartition(info.topic(), info.partition()))
                        .toList();
        if (all.isEmpty()) {
            throw new IllegalStateException("topic " + topic + " does not exist");
        }
        return all;
    }

    /// Whether everything that was there when reading began has been taken.
    boolean areAtTheirEnds() {
        return ends.keySet().stream().noneMatch(this::hasMore);
    }

    /// Whether a partition had more when reading began than has been taken. Does not wait: one
    /// whose leader is away is taken to have more.
    boolean hasMore(TopicPartition partition) {
        try {
            return consumer.position(partition, Duration.ZERO) < ends.getOrDefault(partition, 0L);
        } catch (TimeoutException e) {
            return true;
        }
    }
}
