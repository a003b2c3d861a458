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

    private final Map<TopicPartition, Deque<ConsumerRecord<String, byte[]>>> waiting =
            new HashMap<>();

    Merge(Collection<TopicPartition> partitions) {
        partitions.forEach(partition -> waiting.put(partition, new ArrayDeque<>()));
    }

    void add(ConsumerRecord<String, byte[]> message) {
        var partition = new TopicPartition(message.topic(), message.partition());
        waiting.computeIfAbsent(partition, _ -> new ArrayDeque<>()).add(message);
    }

    /// Partitions that have enough for now.
    List<TopicPartition> full() {
        return waiting.entrySet().stream()
                .filter(one -> one.getValue().size() >= ENOUGH)
                .map(Map.Entry::getKey)
                .toList();
    }

    boolean isEmpty() {
        return waiting.values().stream().allMatch(Deque::isEmpty);
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
                        .map(Deque::element)
                        .min(Comparator.comparingLong(ConsumerRecord::timestamp));
    }

    void remove(ConsumerRecord<String, byte[]> earliest) {
        var own = waiting.get(new TopicPartition(earliest.topic(), earliest.partition()));
        if (own != null) {
            own.remove();
        }
    }
}
