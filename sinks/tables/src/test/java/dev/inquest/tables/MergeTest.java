package dev.inquest.tables;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class MergeTest {

    private static final TopicPartition FIRST = new TopicPartition("t", 0);
    private static final TopicPartition SECOND = new TopicPartition("t", 1);

    private final Merge merge = new Merge(List.of(FIRST, SECOND));
    private final Set<TopicPartition> owing = new HashSet<>(List.of(FIRST, SECOND));

    private void add(TopicPartition partition, long... times) {
        addOfSize(0, partition, times);
    }

    private void addOfSize(int size, TopicPartition partition, long... times) {
        for (var time : times) {
            merge.add(
                    new ConsumerRecord<>(
                            partition.topic(),
                            partition.partition(),
                            0,
                            time,
                            TimestampType.CREATE_TIME,
                            0,
                            size,
                            "key",
                            new byte[0],
                            new RecordHeaders(),
                            Optional.empty()));
        }
    }

    private List<Long> taken() {
        var times = new ArrayList<Long>();
        var next = merge.earliest(owing::contains);
        while (next.isPresent()) {
            times.add(next.get().timestamp());
            merge.remove(next.get());
            next = merge.earliest(owing::contains);
        }
        return times;
    }

    @Test
    void aPartitionThatStillOwesIsWaitedFor() {
        add(FIRST, 10, 20, 30);
        assertThat(taken()).isEmpty();

        add(SECOND, 5, 15);
        assertThat(taken()).containsExactly(5L, 10L, 15L);

        owing.clear();
        assertThat(taken()).containsExactly(20L, 30L);
        assertThat(merge.isEmpty()).isTrue();
    }

    @Test
    void withinAPartitionTheOrderStays() {
        owing.clear();
        add(FIRST, 10, 2, 30);
        add(SECOND, 5);

        assertThat(taken()).containsExactly(5L, 10L, 2L, 30L);
    }

    @Test
    void aPartitionFarAheadIsNotReadOn() {
        add(FIRST, new long[999]);
        assertThat(merge.full()).isEmpty();

        add(FIRST, 1);
        assertThat(merge.full()).containsExactly(FIRST);
    }

    @Test
    void largeRecordsAreEnoughEarlier() {
        addOfSize((512 << 10) - 1, FIRST, 1);
        assertThat(merge.full()).isEmpty();

        addOfSize(-1, FIRST, 2);
        assertThat(merge.full()).isEmpty();

        addOfSize(1, FIRST, 3);
        assertThat(merge.full()).containsExactly(FIRST);

        owing.clear();
        assertThat(taken()).containsExactly(1L, 2L, 3L);
        assertThat(merge.full()).isEmpty();
    }
}
