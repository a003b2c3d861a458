package dev.inquest.query.catalog;

import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/// A value as queries compute with it: text, numbers, booleans, milliseconds for a moment, and
/// lists, maps and records as they came.
public final class Cell {

    private Cell() {}

    /// The value of a record's field.
    public static @Nullable Object of(@Nullable Object field) {
        return switch (field) {
            case null -> null;
            case Instant at -> at.toEpochMilli();
            case Enum<?> name -> name.name();
            case Float number -> number.doubleValue();
            default -> field;
        };
    }

    /// The value at one position of a record.
    public static @Nullable Object at(@Nullable Object struct, int position) {
        return struct instanceof SpecificRecord record ? of(record.get(position)) : null;
    }

    /// The value of a record's field. Generated code calls it.
    public static @Nullable Object field(@Nullable Object struct, @Nullable String name) {
        if (!(struct instanceof SpecificRecord record) || name == null) {
            return null;
        }
        var field = record.getSchema().getField(name);
        return field == null ? null : of(record.get(field.pos()));
    }
}
