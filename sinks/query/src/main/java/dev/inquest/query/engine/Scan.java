package dev.inquest.query.engine;

import dev.inquest.query.catalog.Column;
import dev.inquest.query.catalog.Relation;
import dev.inquest.tables.Row;
import java.util.Iterator;
import java.util.function.Function;
import org.apache.calcite.DataContext;
import org.apache.calcite.linq4j.AbstractEnumerable;
import org.apache.calcite.linq4j.Enumerable;
import org.apache.calcite.linq4j.Enumerator;
import org.jspecify.annotations.Nullable;

/// One place of a plan where rows come in. Called by generated code, hence public.
public final class Scan {

    private final Relation relation;
    private final Function<Row<?>, @Nullable Object>[] cells;
    private final @Nullable KeyValue key;

    @SuppressWarnings({"unchecked", "rawtypes"})
    Scan(Relation relation, int[] columns, @Nullable KeyValue key) {
        this.relation = relation;
        this.cells = new Function[columns.length];
        for (var i = 0; i < columns.length; i++) {
            Column column = relation.columns().get(columns[i]);
            cells[i] = column.read();
        }
        this.key = key;
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
        private @Nullable Object current;

        Cells(Run run, Iterator<Row<?>> rows) {
            this.run = run;
            this.rows = rows;
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
                if (relation.rows().test(row)) {
                    current = read(row);
                    return true;
                }
            }
            return false;
        }

        private @Nullable Object read(Row<?> row) {
            if (cells.length == 1) {
                return cells[0].apply(row);
            }
            var values = new @Nullable Object[cells.length];
            for (var i = 0; i < values.length; i++) {
                values[i] = cells[i].apply(row);
            }
            return values;
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
