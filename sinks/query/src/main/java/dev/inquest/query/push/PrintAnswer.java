package dev.inquest.query.push;

import dev.inquest.query.answer.Answer;
import dev.inquest.query.engine.OutputColumn;
import dev.inquest.schemas.json.PlainJson;
import dev.inquest.tables.EventTopic;
import dev.inquest.tables.Row;
import dev.inquest.tables.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;

/// Records of a topic as text, one line each.
public final class PrintAnswer implements Answer {

    private static final Duration PATIENCE = Duration.ofMillis(500);

    private final String queryId;
    private final Supply supply;
    private final Deque<Row<?>> ready = new ArrayDeque<>();
    private final AtomicBoolean closed = new AtomicBoolean();
    private long left;

    private PrintAnswer(String queryId, Supply supply, OptionalLong limit) {
        this.queryId = queryId;
        this.supply = supply;
        this.left = limit.orElse(Long.MAX_VALUE);
    }

    /// Prints events.
    public static PrintAnswer of(
            String id,
            EventTopic<?> topic,
            boolean fromBeginning,
            int waiting,
            OptionalLong limit) {
        return new PrintAnswer(id, Supplies.of(topic, fromBeginning, waiting), limit);
    }

    /// Prints the rows of a table as they change.
    public static PrintAnswer of(
            String id, Table<?> table, boolean fromBeginning, int waiting, OptionalLong limit) {
        return new PrintAnswer(id, Supplies.of(table, fromBeginning, waiting), limit);
    }

    @Override
    public String queryId() {
        return queryId;
    }

    @Override
    public List<OutputColumn> columns() {
        return List.of();
    }

    @Override
    public boolean isPush() {
        return true;
    }

    @Override
    public Optional<Item> next() throws InterruptedException {
        if (left == 0) {
            return Optional.of(new Item.End("Limit Reached"));
        }
        if (ready.isEmpty() && !closed.get()) {
            ready.addAll(supply.take(PATIENCE));
        }
        if (closed.get()) {
            return Optional.of(new Item.End("Query Terminated"));
        }
        var row = ready.poll();
        if (row == null) {
            return Optional.empty();
        }
        left--;
        return Optional.of(new Item.Line(line(row)));
    }

    private static String line(Row<?> row) {
        return "rowtime: %s, key: %s, value: %s, partition: %d"
                .formatted(
                        Instant.ofEpochMilli(row.timestamp()),
                        row.key(),
                        PlainJson.write(row.value()),
                        row.partition());
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            supply.close();
        }
    }
}
