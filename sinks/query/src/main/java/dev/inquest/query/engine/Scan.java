package dev.inquest.query.engine;

import dev.inquest.query.catalog.Column;
import dev.inquest.query.catalog.Relation;
import dev.inquest.tables.Cursor;
import dev.inquest.tables.Row;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.calcite.DataContext;
import org.apache.calcite.linq4j.AbstractEnumerable;
import org.apache.calcite.linq4j.Enumerable;
import org.apache.calcite.linq4j.Enumerator;
import org.jspecify.annotations.Nullable;

/// One place of a plan where rows come in. Called by generated code, hence public.
public final class Scan {

    private final Relation relation;
    private final Column[] columns;
    private final @Nullable SoughtText key;
    private final Map<Column, SoughtText> sought;

    Scan(
            Relation relation,
            int[] columns,
            @Nullable SoughtText key,
            Map<Column, SoughtText> sought) {
        this.relation = relation;
        this.columns =
                Arrays.stream(columns).mapToObj(relation.columns()::get).toArray(Column[]::new);
        this.key = key;
        this.sought = sought;
    }

    /// The rows in one run of the plan: arrays of cells, or the cell where there is one column.
    public Enumerable<@Nullable Object> rows(DataContext context) {
        var run = (Run) context;
        return new AbstractEnumerable<>() {
            @Override
            public Enumerator<@Nullable Object> enumerator() {
                return new Cells(run, source(run));
            }
        };
    }

    private Iterator<Row<?>> source(Run run) {
        return key == null
                ? run.inputs().rows(relation)
                : run.inputs().row(relation, String.valueOf(key.in(run)));
    }

    private final class Cells implements Enumerator<@Nullable Object> {
        private final Run run;
        private final Iterator<Row<?>> rows;
        private final List<Function<Row<?>, @Nullable Object>> cells;
        private final List<Predicate<Row<?>>> conditions;
        private @Nullable Object current;

        Cells(Run run, Iterator<Row<?>> rows) {
            this.run = run;
            this.rows = rows;
            this.cells = Arrays.stream(columns).map(this::reading).toList();
            this.conditions =
                    sought.entrySet().stream()
                            .map(one -> holding(one.getKey(), one.getValue().in(run)))
                            .toList();
        }

        @Override
        public @Nullable Object current() {
            return current;
        }

        @Override
        public boolean moveNext() {
            while (rows.hasNext()) {
                run.check();
                var row = rows.next();
                if (relation.rows().test(row) && isSought(row)) {
                    current = read(row);
                    return true;
                }
            }
            return false;
        }

        private boolean isSought(Row<?> row) {
            for (var condition : conditions) {
                if (!condition.test(row)) {
                    return false;
                }
            }
            return true;
        }

        /// Nothing is equal to what is not known.
        private Predicate<Row<?>> holding(Column column, @Nullable String text) {
            var reading = reading(column);
            return row -> {
                var cell = reading.apply(row);
                return text != null && cell != null && text.equals(cell.toString());
            };
        }

        private @Nullable Object read(Row<?> row) {
            if (cells.size() == 1) {
                return cells.getFirst().apply(row);
            }
            var values = new @Nullable Object[cells.size()];
            for (var i = 0; i < values.length; i++) {
                values[i] = cells.get(i).apply(row);
            }
            return values;
        }

        /// Tables keep the cells of a column side by side; to look into each row takes longer.
        private Function<Row<?>, @Nullable Object> reading(Column column) {
            if (column.held() && (Iterator<?>) rows instanceof Cursor<?> table) {
                var kept = table.cells(column.read());
                return _ -> kept.get();
            }
            return column.read();
        }

        @Override
        public void reset() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {
            if (rows instanceof AutoCloseable open) {
                try {
                    open.close();
                } catch (Exception e) {
                    throw new IllegalStateException("rows could not be closed", e);
                }
            }
        }
    }
}
