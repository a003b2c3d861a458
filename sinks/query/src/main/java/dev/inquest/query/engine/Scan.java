package dev.inquest.query.engine;

import dev.inquest.query.catalog.Column;
import dev.inquest.query.catalog.Relation;
import dev.inquest.tables.Cursor;
import dev.inquest.tables.Row;
import java.util.Arrays;
import java.util.Iterator;
import org.apache.calcite.DataContext;
import org.apache.calcite.linq4j.AbstractEnumerable;
import org.apache.calcite.linq4j.Enumerable;
import org.apache.calcite.linq4j.Enumerator;
import org.jspecify.annotations.Nullable;

/// One place of a plan where rows come in. Called by generated code, hence public.
public final class Scan {

    private final Relation relation;
    private final Column[] columns;
    private final @Nullable KeyValue key;

    Scan(Relation relation, int[] columns, @Nullable KeyValue key) {
        this.relation = relation;
        this.columns =
                Arrays.stream(columns).mapToObj(relation.columns()::get).toArray(Column[]::new);
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
        private final @Nullable Cursor<?> cursor;
        private @Nullable Object current;

        Cells(Run run, Iterator<Row<?>> rows) {
            this.run = run;
            this.rows = rows;
            this.cursor = (Iterator<?>) rows instanceof Cursor<?> table ? table : null;
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
            if (columns.length == 1) {
                return cell(row, columns[0]);
            }
            var values = new @Nullable Object[columns.length];
            for (var i = 0; i < values.length; i++) {
                values[i] = cell(row, columns[i]);
            }
            return values;
        }

        private @Nullable Object cell(Row<?> row, Column column) {
            return cursor != null && column.held()
                    ? cursor.cell(column.read())
                    : column.read().apply(row);
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
