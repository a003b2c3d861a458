package dev.inquest.query.run;

import dev.inquest.query.answer.Answer;
import dev.inquest.query.engine.OutputColumn;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/// A pull query's answer, computed before its first row is given: so a slow reader holds memory,
/// which is counted, but no turn, and a failure is told before anything else is.
final class PullAnswer implements Answer {

    private final String queryId;
    private final List<OutputColumn> columns;
    private final Room room;
    private final Deque<String> rows = new ArrayDeque<>();
    private long bytes;
    private boolean closed;

    PullAnswer(String queryId, List<OutputColumn> columns, Room room) {
        this.queryId = queryId;
        this.columns = columns;
        this.room = room;
    }

    void add(String row) {
        room.take(row.length());
        bytes += row.length();
        rows.add(row);
    }

    int size() {
        return rows.size();
    }

    @Override
    public String queryId() {
        return queryId;
    }

    @Override
    public List<OutputColumn> columns() {
        return columns;
    }

    @Override
    public boolean isPush() {
        return false;
    }

    @Override
    public synchronized Optional<Item> next() {
        var row = rows.poll();
        return Optional.of(row == null ? new Item.End("Query Completed") : new Item.Row(row));
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            rows.clear();
            room.giveBack(bytes);
        }
    }
}
