package dev.inquest.tables;

import static dev.inquest.tables.Rows.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.inquest.schemas.wire.NodeFacts;
import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class TailTest {

    private final ArrayList<Tail<NodeFacts>> left = new ArrayList<>();
    private final Tail<NodeFacts> tail = new Tail<>(3, left::add);

    @Test
    void everyRecordIsHandedOnOnce() throws InterruptedException {
        tail.add(row("a/1", "5.15"));
        tail.add(row("a/1", "6.8"));

        assertThat(tail.take(Duration.ZERO).items())
                .extracting(Rows::kernel)
                .containsExactly("5.15", "6.8");
        assertThat(tail.take(Duration.ZERO).items()).isEmpty();
    }

    @Test
    void theOldestMakeRoomAndAreCounted() throws InterruptedException {
        for (var i = 0; i < 5; i++) {
            tail.add(row("a/" + i, "6.8"));
        }

        var batch = tail.take(Duration.ZERO);
        assertThat(batch.items()).extracting(Row::key).containsExactly("a/2", "a/3", "a/4");
        assertThat(batch.missed()).isEqualTo(2);
    }

    @Test
    void bigRecordsMakeRoomEarlier() throws InterruptedException {
        tail.add(new Row<>("a/1", Rows.facts("6.8"), 0, 0, 0, 3 << 20));
        tail.add(new Row<>("a/2", Rows.facts("6.8"), 0, 0, 1, 3 << 20));

        var batch = tail.take(Duration.ZERO);
        assertThat(batch.items()).extracting(Row::key).containsExactly("a/2");
        assertThat(batch.missed()).isEqualTo(1);
    }

    @Test
    void closingWakesTheReader() throws InterruptedException {
        var closer = Thread.ofVirtual().start(tail::close);

        assertThat(tail.take(Duration.ofMinutes(5)).items()).isEmpty();
        closer.join();
        assertThat(left).containsExactly(tail);
    }
}
