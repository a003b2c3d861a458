package dev.inquest.query.engine;

import dev.inquest.query.catalog.Relation;
import java.util.List;
import java.util.Map;
import org.apache.calcite.linq4j.Enumerator;
import org.apache.calcite.runtime.Bindable;
import org.jspecify.annotations.Nullable;

/// A compiled SELECT. It can be run by many at once.
public final class Plan {

    private final Bindable<?> bindable;
    private final Map<String, Object> stashed;
    private final List<OutputColumn> columns;
    private final Shape shape;
    private final String explanation;

    Plan(
            Bindable<?> bindable,
            Map<String, Object> stashed,
            List<OutputColumn> columns,
            Shape shape,
            String explanation) {
        this.bindable = bindable;
        this.stashed = Map.copyOf(stashed);
        this.columns = List.copyOf(columns);
        this.shape = shape;
        this.explanation = explanation;
    }

    public List<OutputColumn> columns() {
        return columns;
    }

    /// Every relation it reads, as often as it does.
    public List<Relation> relations() {
        return shape.relations();
    }

    /// Whether it must see all rows before it can give one.
    public boolean weighsRows() {
        return shape.weighsRows();
    }

    /// Whether it gives rows because a stream has none for them, as the optional side of an outer
    /// join.
    public boolean tellsWhatIsMissing() {
        return shape.tellsWhatIsMissing();
    }

    /// How it is run, for people.
    public String explanation() {
        return explanation;
    }

    /// What one run needs beside its inputs.
    ///
    /// @param parameters values of the `?`, in order
    /// @param now milliseconds since the epoch
    public record Circumstances(List<Object> parameters, Run.Watch watch, long now) {}

    /// Runs it; rows are computed as they are taken.
    public Rows run(Inputs inputs, Circumstances around) {
        return run(inputs, List.of(), around);
    }

    /// Runs it over rows that were computed before.
    public Rows run(Inputs inputs, List<@Nullable Object[]> batch, Circumstances around) {
        var run =
                new Run(inputs, batch, around.watch(), around.now(), stashed, around.parameters());
        return new Rows(bindable.bind(run).enumerator());
    }

    /// The rows of an answer, one after the other.
    public static final class Rows implements AutoCloseable {

        private final Enumerator<?> rows;

        private Rows(Enumerator<?> rows) {
            this.rows = rows;
        }

        /// Whether there is another row, which [#row()] then gives.
        public boolean next() {
            return rows.moveNext();
        }

        public @Nullable Object[] row() {
            return switch (rows.current()) {
                case Object[] cells -> cells;
                case null -> new @Nullable Object[] {null};
                case Object single -> new @Nullable Object[] {single};
            };
        }

        @Override
        public void close() {
            rows.close();
        }
    }
}
