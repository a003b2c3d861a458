package dev.inquest.query.engine;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.schema.impl.AggregateFunctionImpl;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.validate.SqlUserDefinedAggFunction;
import org.apache.calcite.util.Optionality;

/// `COLLECT_LIST(value)`, the values of a group as an array. Generated code calls it, hence public.
public final class CollectList {

    static final String NAME = "COLLECT_LIST";

    /// Values of a group; further ones are left out, as in ksqlDB.
    public static final int LIMIT = 1_000;

    private CollectList() {}

    static SqlUserDefinedAggFunction operator() {
        var function = AggregateFunctionImpl.create(CollectList.class);
        if (function == null) {
            throw new IllegalStateException("not an aggregate function");
        }
        var operands =
                OperandTypes.operandMetadata(
                        List.of(SqlTypeFamily.ANY),
                        factory -> List.of(factory.createSqlType(SqlTypeName.ANY)),
                        _ -> "value",
                        _ -> false);
        return new SqlUserDefinedAggFunction(
                new SqlIdentifier(NAME, SqlParserPos.ZERO),
                SqlKind.OTHER_FUNCTION,
                CollectList::type,
                null,
                operands,
                function,
                false,
                false,
                Optionality.FORBIDDEN);
    }

    private static RelDataType type(SqlOperatorBinding call) {
        var factory = call.getTypeFactory();
        var element = factory.createTypeWithNullability(call.getOperandType(0), true);
        return factory.createTypeWithNullability(factory.createArrayType(element, -1), true);
    }

    /// A list without values.
    public static List<Object> init() {
        return new ArrayList<>();
    }

    /// The list with one more value, while there is room.
    public static List<Object> add(List<Object> list, Object value) {
        if (list.size() < LIMIT) {
            list.add(value);
        }
        return list;
    }

    /// The finished list; a copy, since with OVER one list grows from row to row.
    public static List<Object> result(List<Object> list) {
        return List.copyOf(list);
    }
}
