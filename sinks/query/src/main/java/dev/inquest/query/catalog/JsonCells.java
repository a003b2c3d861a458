package dev.inquest.query.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.inquest.query.catalog.KsqlType.Array;
import dev.inquest.query.catalog.KsqlType.Decimal;
import dev.inquest.query.catalog.KsqlType.MapOf;
import dev.inquest.query.catalog.KsqlType.Simple;
import dev.inquest.query.catalog.KsqlType.Struct;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import org.apache.avro.generic.IndexedRecord;
import org.jspecify.annotations.Nullable;

/// Writes values as ksqlDB's answers do.
public final class JsonCells {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS").withZone(ZoneOffset.UTC);

    private JsonCells() {}

    /// One row as an array.
    public static JsonNode row(@Nullable Object[] cells, List<KsqlType> types) {
        var array = JSON.arrayNode(cells.length);
        for (var i = 0; i < cells.length; i++) {
            array.add(of(cells[i], types.get(i)));
        }
        return array;
    }

    /// One row as the text of an array.
    public static String text(@Nullable Object[] cells, List<KsqlType> types) {
        return row(cells, types).toString();
    }

    static JsonNode of(@Nullable Object cell, KsqlType type) {
        if (cell == null) {
            return JSON.nullNode();
        }
        return switch (type) {
            case Simple simple -> simple(cell, simple);
            case Decimal _ ->
                    cell instanceof BigDecimal number
                            ? JSON.numberNode(number)
                            : JSON.textNode(cell.toString());
            case Array(var element) -> array(cell, element);
            case MapOf(var value) -> map(cell, value);
            case Struct struct -> struct(cell, struct);
        };
    }

    private static JsonNode simple(Object cell, Simple type) {
        return switch (type) {
            case TIMESTAMP -> JSON.textNode(moment(cell));
            case DATE -> JSON.textNode(date(cell));
            case TIME -> JSON.textNode(time(cell));
            default -> plain(cell);
        };
    }

    private static JsonNode plain(Object cell) {
        return switch (cell) {
            case Integer number -> JSON.numberNode(number);
            case Long number -> JSON.numberNode(number);
            case Short number -> JSON.numberNode(number);
            case Byte number -> JSON.numberNode(number);
            case Float number -> JSON.numberNode(number);
            case Double number -> JSON.numberNode(number);
            case BigDecimal number -> JSON.numberNode(number);
            case Boolean flag -> JSON.booleanNode(flag);
            default -> JSON.textNode(cell.toString());
        };
    }

    private static String moment(Object cell) {
        var at = cell instanceof Number millis ? Instant.ofEpochMilli(millis.longValue()) : cell;
        return at instanceof Instant instant ? MOMENT.format(instant) : cell.toString();
    }

    /// Days since the epoch, as ISO writes them.
    private static String date(Object cell) {
        return cell instanceof Number days
                ? LocalDate.ofEpochDay(days.longValue()).toString()
                : cell.toString();
    }

    /// Milliseconds of the day, as ISO writes them.
    private static String time(Object cell) {
        return cell instanceof Number millis
                ? LocalTime.ofNanoOfDay(millis.longValue() * 1_000_000)
                        .format(DateTimeFormatter.ISO_LOCAL_TIME)
                : cell.toString();
    }

    private static JsonNode array(Object cell, KsqlType element) {
        var array = JSON.arrayNode();
        if (cell instanceof Iterable<?> items) {
            items.forEach(item -> array.add(of(Cell.of(item), element)));
        }
        return array;
    }

    private static JsonNode map(Object cell, KsqlType value) {
        var object = JSON.objectNode();
        if (cell instanceof Map<?, ?> map) {
            map.forEach((key, item) -> object.set(String.valueOf(key), of(Cell.of(item), value)));
        }
        return object;
    }

    private static JsonNode struct(Object cell, Struct struct) {
        var object = JSON.objectNode();
        if (cell instanceof IndexedRecord record) {
            for (var i = 0; i < struct.fields().size(); i++) {
                var field = struct.fields().get(i);
                object.set(field.name(), of(Cell.of(record.get(i)), field.type()));
            }
        }
        return object;
    }
}
