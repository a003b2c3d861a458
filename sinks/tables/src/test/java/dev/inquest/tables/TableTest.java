package dev.inquest.tables;

import static dev.inquest.tables.Rows.kernel;
import static dev.inquest.tables.Rows.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.inquest.schemas.wire.NodeFacts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TableTest {

    private static final Duration AT_ONCE = Duration.ZERO;

    private final Table<NodeFacts> table =
            new Table<>("facts", Rows.FACTS, new Bounds(10_000, 1 << 20));

    @Test
    void keepsTheLastValueOfEveryKey() {
        table.put(row("a/1", "5.15"));
        table.put(row("a/2", "5.15"));
        table.put(row("a/1", "6.8"));
        table.remove("a/2");

        assertThat(table.get("a/1").map(Rows::kernel)).contains("6.8");
        assertThat(table.get("a/2")).isEmpty();
        assertThat(table.snapshot().stream().map(Row::key)).containsExactly("a/1");
        assertThat(table.counts()).isEqualTo(new Table.Counts(1, 100, 0, 0, 0));
    }

    @Test
    void aSnapshotStaysAsItWas() {
        table.put(row("a/1", "5.15"));
        table.put(row("a/2", "5.15"));
        var before = table.snapshot();

        table.put(row("a/1", "6.8"));
        table.remove("a/2");
        table.put(row("a/3", "6.8"));

        assertThat(before.stream().map(row -> row.key() + " " + kernel(row)))
                .containsExactly("a/1 5.15", "a/2 5.15");
        assertThat(table.snapshot().stream().map(row -> row.key() + " " + kernel(row)))
                .containsExactlyInAnyOrder("a/1 6.8", "a/3 6.8");
        assertThat(before.version()).isLessThan(table.snapshot().version());
    }

    @Test
    void theCellsOfAColumnAreReadOnceAndFollowTheRows() {
        var read = new AtomicInteger();
        var column = reading(read);
        for (var i = 0; i < Chunk.SIZE + 1; i++) {
            table.put(row("a/" + i, "5.15"));
        }
        var before = table.snapshot();
        assertThat(cells(before, column)).hasSize(Chunk.SIZE + 1).containsOnly("5.15");
        assertThat(cells(before, column)).containsOnly("5.15");
        assertThat(read).hasValue(Chunk.SIZE + 1);

        table.put(row("a/7", "6.8"));
        table.put(row("a/8", "6.1"));
        table.remove("a/9");

        assertThat(cells(table.snapshot(), column))
                .hasSize(Chunk.SIZE)
                .contains("6.8", "6.1")
                .isEqualTo(table.snapshot().stream().<Object>map(Rows::kernel).toList());
        assertThat(cells(before, column)).hasSize(Chunk.SIZE + 1).containsOnly("5.15");
    }

    @Test
    void onlyTheColumnsAskedForLastAreKept() {
        table.put(row("a/1", "5.15"));
        var snapshot = table.snapshot();
        var read = new AtomicInteger();
        var first = reading(read);
        cells(snapshot, first);
        for (var i = 0; i < Chunk.COLUMNS_KEPT; i++) {
            cells(snapshot, reading(read));
        }
        var last = reading(read);
        cells(snapshot, last);
        var once = read.get();

        cells(snapshot, last);
        assertThat(read).hasValue(once);
        cells(snapshot, first);
        assertThat(read).hasValue(once + 1);
    }

    /// A column of its own that counts how often it is read.
    private static Function<Row<NodeFacts>, @Nullable Object> reading(AtomicInteger read) {
        return row -> {
            read.incrementAndGet();
            return kernel(row);
        };
    }

    private static List<@Nullable Object> cells(
            Snapshot<NodeFacts> snapshot, Function<Row<NodeFacts>, @Nullable Object> column) {
        var cells = new ArrayList<@Nullable Object>();
        var rows = snapshot.iterator();
        var kept = rows.cells(column);
        while (rows.hasNext()) {
            var _ = rows.next();
            cells.add(kept.get());
        }
        return cells;
    }

    @Test
    void anUnchangedTableGivesTheSameSnapshot() {
        table.put(row("a/1", "5.15"));

        assertThat(table.snapshot()).isSameAs(table.snapshot());
    }

    @Test
    void agreesWithAMapOverManyChanges() {
        var random = new Random(7);
        var expected = new HashMap<String, String>();
        for (var i = 0; i < 50_000; i++) {
            var key = "a/" + random.nextInt(5_000);
            if (random.nextInt(3) == 0) {
                table.remove(key);
                expected.remove(key);
            } else {
                table.put(row(key, "k" + i));
                expected.put(key, "k" + i);
            }
            if (i % 1_000 == 0) {
                assertThat(contents(table.snapshot())).isEqualTo(expected);
            }
        }
        assertThat(table.snapshot().size()).isEqualTo(expected.size());
    }

    @Test
    void readersSeeWholeMomentsWhileSomebodyWrites() throws InterruptedException {
        table.put(row("a/1", "0"));
        table.put(row("a/2", "0"));
        var stop = new AtomicBoolean();
        var writer =
                Thread.ofPlatform()
                        .start(() -> {
                            for (var i = 1; !stop.get(); i++) {
                                table.put(row("a/1", String.valueOf(i)));
                                table.put(row("a/2", String.valueOf(i)));
                            }
                        });

        for (var i = 0; i < 10_000; i++) {
            var seen = contents(table.snapshot());
            var first = Integer.parseInt(String.valueOf(seen.get("a/1")));
            var second = Integer.parseInt(String.valueOf(seen.get("a/2")));
            assertThat(first - second).isBetween(0, 1);
        }
        stop.set(true);
        writer.join();
    }

    @Test
    void whatDoesNotFitIsCountedAndNotShown() {
        var small = new Table<NodeFacts>("facts", Rows.FACTS, new Bounds(2, 1_000));

        small.put(row("a/1", "5.15"));
        small.put(row("a/2", "5.15"));
        small.put(row("a/3", "5.15"));
        small.put(new Row<>("a/2", Rows.facts("6.8"), 0, 0, 1, 5_000));

        assertThat(small.snapshot().stream().map(Row::key)).containsExactly("a/1");
        assertThat(small.counts().refused()).isEqualTo(2);
    }

    @Test
    void whatCannotBeReadIsUnknown() {
        table.put(row("a/1", "5.15"));

        table.unreadable("a/1");
        table.unreadable(null);

        assertThat(table.get("a/1")).isEmpty();
        assertThat(table.counts().unreadable()).isEqualTo(2);
    }

    @Test
    void forgetsWhatIsTooOld() {
        table.put(row("a/1", "5.15", 1_000));
        table.put(row("a/2", "5.15", 2_000));

        table.forgetOlderThan(2_000);

        assertThat(table.snapshot().stream().map(Row::key)).containsExactly("a/2");
    }

    @Test
    void changesFollowTheSnapshot() throws InterruptedException {
        table.put(row("a/1", "5.15"));
        var followed = table.follow(100);

        table.put(row("a/1", "6.8"));
        table.put(row("a/2", "6.8"));

        var batch = followed.changes().take(AT_ONCE);
        assertThat(followed.snapshot().size()).isEqualTo(1);
        assertThat(batch.items()).extracting(Change::key).containsExactly("a/1", "a/2");
        assertThat(batch.items().getFirst().before()).isNotNull();
        assertThat(batch.missed()).isZero();
    }

    @Test
    void aSlowReaderFindsTheChangesOfAKeyAsOne() throws InterruptedException {
        table.put(row("a/1", "5.15"));
        var changes = table.follow(100).changes();

        table.put(row("a/1", "6.1"));
        table.put(row("a/1", "6.8"));
        table.put(row("a/2", "6.8"));
        table.remove("a/2");

        var batch = changes.take(AT_ONCE);
        assertThat(batch.items()).hasSize(1);
        var change = batch.items().getFirst();
        assertThat(change.before()).isEqualTo(row("a/1", "5.15"));
        assertThat(change.after()).isEqualTo(row("a/1", "6.8"));
    }

    @Test
    void aVerySlowReaderIsToldHowMuchItMissed() throws InterruptedException {
        var changes = table.follow(2).changes();

        table.put(row("a/1", "5.15"));
        table.put(row("a/2", "5.15"));
        table.put(row("a/3", "5.15"));

        var batch = changes.take(AT_ONCE);
        assertThat(batch.items()).extracting(Change::key).containsExactly("a/2", "a/3");
        assertThat(batch.missed()).isEqualTo(1);
        assertThat(changes.take(AT_ONCE)).isEqualTo(new Batch<>(List.of(), 0));
    }

    @Test
    void whoLeftIsNotWrittenTo() throws InterruptedException {
        var changes = table.follow(2).changes();
        changes.close();

        table.put(row("a/1", "5.15"));

        assertThat(changes.take(Duration.ofMinutes(1)).items()).isEmpty();
        assertThat(table.counts().followers()).isZero();
    }

    private static Map<String, String> contents(Snapshot<NodeFacts> snapshot) {
        var all = new HashMap<String, String>();
        snapshot.forEach(row -> all.put(row.key(), kernel(row)));
        return all;
    }
}
