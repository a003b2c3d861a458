package dev.inquest.query.engine;

import dev.inquest.query.catalog.KsqlType.Struct;
import java.util.Locale;
import java.util.OptionalInt;
import org.apache.calcite.rel.type.RelDataTypeFamily;
import org.apache.calcite.rel.type.RelDataTypeImpl;
import org.apache.calcite.sql.type.SqlTypeName;

/// A record within a row. Calcite's own row types are flattened while it plans; this one stays
/// whole, and its parts are reached by [FieldFunction].
final class StructType extends RelDataTypeImpl {

    private final Struct struct;

    StructType(Struct struct) {
        this.struct = struct;
        computeDigest();
    }

    Struct struct() {
        return struct;
    }

    /// Where a field is, whatever the case of its name.
    OptionalInt position(String name) {
        var upper = name.toUpperCase(Locale.ROOT);
        for (var i = 0; i < struct.fields().size(); i++) {
            if (struct.fields().get(i).name().equals(upper)) {
                return OptionalInt.of(i);
            }
        }
        return OptionalInt.empty();
    }

    @Override
    public SqlTypeName getSqlTypeName() {
        return SqlTypeName.OTHER;
    }

    @Override
    public RelDataTypeFamily getFamily() {
        return this;
    }

    @Override
    public boolean isNullable() {
        return true;
    }

    @Override
    protected void generateTypeString(StringBuilder text, boolean withDetail) {
        text.append(struct.sql());
    }
}
