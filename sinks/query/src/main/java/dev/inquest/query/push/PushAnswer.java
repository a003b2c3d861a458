package dev.inquest.query.push;

import dev.inquest.query.answer.Answer;
import dev.inquest.query.answer.KsqlError;
import dev.inquest.query.catalog.JsonCells;
import dev.inquest.query.catalog.KsqlType;
import dev.inquest.query.engine.OutputColumn;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// The answer of a push query: goes on until its limit, or until somebody ends it.
public final class PushAnswer implements Answer {

    private final String queryId;
    private final List<OutputColumn> columns;
    private final List<KsqlType> types;
    private final Updating updating;
    private final Deque<@Nullable Object[]> ready = new ArrayDeque<>();
    private final AtomicBoolean closed = new AtomicBoolean();
    private long left;

    PushAnswer(String queryId, List<OutputColumn> columns, Updating updating, OptionalLong limit) {
        this.queryId = queryId;
        this.columns = columns;
        this.types = columns.stream().map(OutputColumn::type).toList();
        this.updating = updating;
        this.left = limit.orElse(Long.MAX_VALUE);
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
        return true;
    }

    @Override
    public Optional<Item> next() throws InterruptedException {
        if (left == 0) {
            return Optional.of(new Item.End("Limit Reached"));
        }
        if (ready.isEmpty() && !closed.get()) {
            ready.addAll(news());
        }
        if (closed.get()) {
            return Optional.of(new Item.End("Query Terminated"));
        }
        var row = ready.poll();
        if (row == null) {
            return Optional.empty();
        }
        left--;
        return Optional.of(new Item.Row(JsonCells.text(row, types)));
    }

    /// A run that was stopped because the query ended is no failure.
    private List<@Nullable Object[]> news() throws InterruptedException {
        try {
            return updating.next();
        } catch (KsqlError e) {
            if (closed.get()) {
                return List.of();
            }
            throw e;
        }
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            updating.close();
        }
    }
}
