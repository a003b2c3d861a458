package dev.inquest.tables;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/// Puts the records of several partitions into the order of their times, so that a history is told
/// as it happened and not partition after partition. Within a partition the order stays.
final class Merge {

    /// A partition with so many waiting is not read on until some have gone.
    private static final int ENOUGH = 1_000;

    /// Nor is one with so many bytes waiting.
    private static final long ENOUGH_BYTES = 512 << 10;

    private final Map<TopicPartition, Waiting> waiting = new HashMap<>();

    /// What one partition has brought.
    private static final class Waiting {

        private final Deque<ConsumerRecord<String, byte[]>> messages = new ArrayDeque<>();
        private long bytes;

        void add(ConsumerRecord<String, byte[]> message) {
            messages.add(message);
            bytes += size(message);
        }

        void remove() {
            bytes -= size(messages.remove());
        }

        boolean isEmpty() {
            return messages.isEmpty();
        }

        boolean isEnough() {
            return messages.size() >= ENOUGH || bytes >= ENOUGH_BYTES;
        }

        /// A deletion has no value and the size -1.
        private static int size(ConsumerRecord<String, byte[]> message) {
            return Math.max(message.serializedValueSize(), 0);
        }
    }

    Merge(Collection<TopicPartition> partitions) {
        partitions.forEach(partition -> waiting.put(partition, new Waiting()));
    }

    void add(ConsumerRecord<String, byte[]> message) {
        var partition = new TopicPartition(message.topic(), message.partition());
        waiting.computeIfAbsent(partition, _ -> new Waiting()).add(message);
    }

    /// Partitions that have enough for now.
    List<TopicPartition> full() {
        return waiting.entrySet().stream()
                .filter(one -> one.getValue().isEnough())
                .map(Map.Entry::getKey)
                .toList();
    }

    boolean isEmpty() {
        return waiting.values().stream().allMatch(Waiting::isEmpty);
    }

    /// The earliest record; none as long as a partition may still bring an earlier one.
    ///
    /// @param owes whether a partition of which nothing waits has more
    Optional<ConsumerRecord<String, byte[]>> earliest(Predicate<TopicPartition> owes) {
        var isOwed =
                waiting.entrySet().stream()
                        .anyMatch(one -> one.getValue().isEmpty() && owes.test(one.getKey()));
        return isOwed
                ? Optional.empty()
                : waiting.values().stream()
                        .filter(own -> !own.isEmpty())
                        .map(own -> own.messages.element())
                        .min(Comparator.comparingLong(ConsumerRecord::timestamp));
    }

    void remove(ConsumerRecord<String, byte[]> earliest) {
        var own = waiting.get(new TopicPartition(earliest.topic(), earliest.partition()));
        if (own != null) {
            own.remove();
        }
    }
}
