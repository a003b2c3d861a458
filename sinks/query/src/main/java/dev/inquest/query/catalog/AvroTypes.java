package dev.inquest.query.catalog;

import dev.inquest.query.catalog.KsqlType.Array;
import dev.inquest.query.catalog.KsqlType.Field;
import dev.inquest.query.catalog.KsqlType.MapOf;
import dev.inquest.query.catalog.KsqlType.Simple;
import dev.inquest.query.catalog.KsqlType.Struct;
import java.util.Locale;
import org.apache.avro.Schema;

/// Says as which ksql type a field of a record appears.
final class AvroTypes {

    private AvroTypes() {}

    static KsqlType of(Schema schema) {
        return switch (schema.getType()) {
            case STRING, ENUM -> Simple.STRING;
            case INT -> Simple.INTEGER;
            case LONG -> schema.getLogicalType() == null ? Simple.BIGINT : Simple.TIMESTAMP;
            case FLOAT, DOUBLE -> Simple.DOUBLE;
            case BOOLEAN -> Simple.BOOLEAN;
            case ARRAY -> new Array(of(schema.getElementType()));
            case MAP -> new MapOf(of(schema.getValueType()));
            case RECORD -> struct(schema);
            case UNION -> of(present(schema));
            default -> throw new IllegalArgumentException("no ksql type for " + schema);
        };
    }

    private static Struct struct(Schema schema) {
        return new Struct(
                schema.getFields().stream()
                        .map(field -> new Field(upper(field.name()), of(field.schema())))
                        .toList());
    }

    private static Schema present(Schema union) {
        return union.getTypes().stream()
                .filter(branch -> branch.getType() != Schema.Type.NULL)
                .findFirst()
                .orElseThrow();
    }

    static String upper(String name) {
        return name.toUpperCase(Locale.ROOT);
    }
}
