package dev.inquest.query.catalog;

import dev.inquest.query.catalog.Column.Kind;
import dev.inquest.query.catalog.KsqlType.Simple;
import dev.inquest.tables.Row;
import dev.inquest.tables.SharedKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/// Makes the columns of a relation, in order.
final class Columns {

    static final String WINDOW_START = "WINDOWSTART";
    static final String WINDOW_END = "WINDOWEND";

    private final List<Column> columns = new ArrayList<>();

    /// The record's key under a name.
    Columns key(String name) {
        return held(name, Simple.STRING, Kind.KEY, Row::key);
    }

    /// Cluster and node, read off the key `cluster/node` or `cluster/node#source`.
    Columns nodeOfKey() {
        return add("CLUSTER", Simple.STRING, Kind.VALUE, row -> part(row.key(), 0, "/"))
                .add("NODE", Simple.STRING, Kind.VALUE, row -> part(row.key(), 1, "/"));
    }

    /// The source, read off the key `cluster/node#source`.
    Columns sourceOfKey() {
        return add(
                "SOURCE",
                Simple.STRING,
                Kind.VALUE,
                row -> {
                    var mark = row.key().indexOf('#');
                    return mark < 0 ? null : row.key().substring(mark + 1);
                });
    }

    private static @Nullable String part(String key, int index, String separator) {
        var mark = key.indexOf('#');
        var parts = (mark < 0 ? key : key.substring(0, mark)).split(separator, 2);
        return parts.length == 2 ? parts[index] : null;
    }

    /// Every field of the record.
    Columns fields(Schema schema) {
        return fields(schema, Row::value);
    }

    /// Every field of a record within the record.
    Columns fields(Schema schema, Function<Row<?>, @Nullable Object> record) {
        for (var field : schema.getFields()) {
            var name = AvroTypes.upper(field.name());
            var position = field.pos();
            if (columns.stream().noneMatch(column -> column.name().equals(name))) {
                field(
                        name,
                        AvroTypes.of(field.schema()),
                        row -> Cell.at(record.apply(row), position));
            }
        }
        return this;
    }

    /// Attributes as columns of their own.
    Columns attributes(List<String> names, Function<Row<?>, Map<String, String>> map) {
        for (var name : names) {
            var key = new SharedKey(name);
            field(AvroTypes.upper(name), Simple.STRING, row -> key.in(map.apply(row)));
        }
        return this;
    }

    /// What is known of every record.
    List<Column> withPseudoColumns() {
        add("ROWTIME", Simple.BIGINT, Kind.PSEUDO, Row::timestamp);
        add("ROWPARTITION", Simple.INTEGER, Kind.PSEUDO, Row::partition);
        add("ROWOFFSET", Simple.BIGINT, Kind.PSEUDO, Row::offset);
        return columns;
    }

    /// The same and a window's bounds, which are filled in where there is a window. Tables have
    /// none, so that of a stream that is joined with them it is clear whose they are.
    List<Column> withPseudoColumnsOfStream() {
        withPseudoColumns();
        add(WINDOW_START, Simple.BIGINT, Kind.PSEUDO, _ -> null);
        add(WINDOW_END, Simple.BIGINT, Kind.PSEUDO, _ -> null);
        return columns;
    }

    /// Texts are held as they are; numbers become objects when they are read.
    private Columns field(String name, KsqlType type, Function<Row<?>, @Nullable Object> read) {
        return type == Simple.STRING
                ? held(name, type, Kind.VALUE, read)
                : add(name, type, Kind.VALUE, read);
    }

    private Columns held(
            String name, KsqlType type, Kind kind, Function<Row<?>, @Nullable Object> read) {
        columns.add(new Column(name, type, kind, true, read));
        return this;
    }

    private Columns add(
            String name, KsqlType type, Kind kind, Function<Row<?>, @Nullable Object> read) {
        columns.add(new Column(name, type, kind, false, read));
        return this;
    }

    static <V extends SpecificRecord> @Nullable V value(Row<?> row, Class<V> type) {
        return type.isInstance(row.value()) ? type.cast(row.value()) : null;
    }
}
