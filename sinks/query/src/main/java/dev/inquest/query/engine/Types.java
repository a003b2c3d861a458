package dev.inquest.query.engine;

import dev.inquest.query.catalog.Column;
import dev.inquest.query.catalog.KsqlType;
import dev.inquest.query.catalog.KsqlType.Array;
import dev.inquest.query.catalog.KsqlType.Decimal;
import dev.inquest.query.catalog.KsqlType.MapOf;
import dev.inquest.query.catalog.KsqlType.Simple;
import dev.inquest.query.catalog.KsqlType.Struct;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.type.SqlTypeName;

/// Translates between the types of ksql and those of Calcite.
final class Types {

    private Types() {}

    static RelDataType row(List<Column> columns, RelDataTypeFactory factory) {
        var row = factory.builder();
        columns.forEach(column -> row.add(column.name(), of(column.type(), factory)));
        return row.build();
    }

    static RelDataType of(KsqlType type, RelDataTypeFactory factory) {
        return factory.createTypeWithNullability(notNull(type, factory), true);
    }

    private static RelDataType notNull(KsqlType type, RelDataTypeFactory factory) {
        return switch (type) {
            case Simple simple -> simple(simple, factory);
            case Decimal(var precision, var scale) ->
                    factory.createSqlType(SqlTypeName.DECIMAL, precision, scale);
            case Array(var element) -> factory.createArrayType(of(element, factory), -1);
            case MapOf(var value) ->
                    factory.createMapType(simple(Simple.STRING, factory), of(value, factory));
            case Struct struct -> new StructType(struct);
        };
    }

    private static RelDataType simple(Simple type, RelDataTypeFactory factory) {
        return switch (type) {
            case STRING -> factory.createSqlType(SqlTypeName.VARCHAR);
            case INTEGER -> factory.createSqlType(SqlTypeName.INTEGER);
            case BIGINT -> factory.createSqlType(SqlTypeName.BIGINT);
            case DOUBLE -> factory.createSqlType(SqlTypeName.DOUBLE);
            case BOOLEAN -> factory.createSqlType(SqlTypeName.BOOLEAN);
            case DATE -> factory.createSqlType(SqlTypeName.DATE);
            case TIME -> factory.createSqlType(SqlTypeName.TIME, 3);
            case TIMESTAMP -> factory.createSqlType(SqlTypeName.TIMESTAMP, 3);
        };
    }

    static KsqlType of(RelDataType type) {
        if (type instanceof StructType struct) {
            return struct.struct();
        }
        return switch (type.getSqlTypeName()) {
            case BOOLEAN -> Simple.BOOLEAN;
            case TINYINT, SMALLINT, INTEGER -> Simple.INTEGER;
            case BIGINT -> Simple.BIGINT;
            case FLOAT, REAL, DOUBLE -> Simple.DOUBLE;
            case DECIMAL -> new Decimal(type.getPrecision(), type.getScale());
            case DATE -> Simple.DATE;
            case TIME -> Simple.TIME;
            case TIMESTAMP, TIMESTAMP_WITH_LOCAL_TIME_ZONE -> Simple.TIMESTAMP;
            case ARRAY, MULTISET -> new Array(part(type.getComponentType()));
            case MAP -> new MapOf(part(type.getValueType()));
            default -> Simple.STRING;
        };
    }

    private static KsqlType part(@org.jspecify.annotations.Nullable RelDataType type) {
        return type == null ? Simple.STRING : of(type);
    }
}
