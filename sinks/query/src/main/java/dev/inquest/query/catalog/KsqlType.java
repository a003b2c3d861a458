package dev.inquest.query.catalog;

import java.util.List;
import java.util.stream.Collectors;

/// A type as ksql names it.
public sealed interface KsqlType {

    /// As it is written in SQL and in answers, such as `MAP<STRING, BIGINT>`.
    String sql();

    /// A type without parts.
    enum Simple implements KsqlType {
        STRING,
        INTEGER,
        BIGINT,
        DOUBLE,
        BOOLEAN,
        DATE,
        TIME,
        TIMESTAMP;

        @Override
        public String sql() {
            return name();
        }
    }

    /// An exact number.
    record Decimal(int precision, int scale) implements KsqlType {
        @Override
        public String sql() {
            return "DECIMAL(%d, %d)".formatted(precision, scale);
        }
    }

    /// A list.
    record Array(KsqlType element) implements KsqlType {
        @Override
        public String sql() {
            return "ARRAY<" + element.sql() + ">";
        }
    }

    /// A map from text.
    record MapOf(KsqlType value) implements KsqlType {
        @Override
        public String sql() {
            return "MAP<STRING, " + value.sql() + ">";
        }
    }

    /// Named parts, in the order of the record behind it.
    record Struct(List<Field> fields) implements KsqlType {

        public Struct {
            fields = List.copyOf(fields);
        }

        @Override
        public String sql() {
            return fields.stream()
                    .map(field -> "`" + field.name() + "` " + field.type().sql())
                    .collect(Collectors.joining(", ", "STRUCT<", ">"));
        }
    }

    /// One part of a struct.
    record Field(String name, KsqlType type) {}
}
