package dev.inquest.query.engine;

import dev.inquest.query.catalog.Cell;
import dev.inquest.query.catalog.KsqlType.Field;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.calcite.adapter.enumerable.CallImplementor;
import org.apache.calcite.adapter.enumerable.EnumUtils;
import org.apache.calcite.adapter.enumerable.NullPolicy;
import org.apache.calcite.adapter.enumerable.RexImpTable;
import org.apache.calcite.adapter.enumerable.RexToLixTranslator;
import org.apache.calcite.jdbc.JavaTypeFactoryImpl;
import org.apache.calcite.linq4j.tree.Expression;
import org.apache.calcite.linq4j.tree.Expressions;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.schema.FunctionParameter;
import org.apache.calcite.schema.ImplementableFunction;
import org.apache.calcite.sql.SqlCallBinding;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.validate.SqlUserDefinedFunction;
import org.jspecify.annotations.Nullable;

/// `FIELD(struct, 'name')`, which is what `struct->name` becomes. The name must be in lower case.
final class FieldFunction implements ImplementableFunction {

    static final String NAME = "FIELD";

    private FieldFunction() {}

    static SqlFunction operator() {
        var operands =
                OperandTypes.operandMetadata(
                        List.of(SqlTypeFamily.ANY, SqlTypeFamily.CHARACTER),
                        factory ->
                                List.of(
                                        factory.createSqlType(SqlTypeName.ANY),
                                        factory.createSqlType(SqlTypeName.VARCHAR)),
                        i -> i == 0 ? "struct" : "field",
                        _ -> false);
        return new SqlUserDefinedFunction(
                new SqlIdentifier(NAME, SqlParserPos.ZERO),
                SqlKind.OTHER_FUNCTION,
                FieldFunction::type,
                null,
                operands,
                new FieldFunction());
    }

    private static RelDataType type(SqlOperatorBinding call) {
        var name = call.getOperandLiteralValue(1, String.class);
        if (!(call.getOperandType(0) instanceof StructType struct)) {
            throw rejected(call, "'->" + name + "' needs a STRUCT before it");
        }
        var position = struct.position(String.valueOf(name));
        if (position.isEmpty()) {
            throw rejected(call, unknown(struct, name));
        }
        var field = struct.struct().fields().get(position.getAsInt());
        return Types.of(field.type(), call.getTypeFactory());
    }

    private static Rejected rejected(SqlOperatorBinding call, String message) {
        var at =
                call instanceof SqlCallBinding written
                        ? written.getCall().getParserPosition()
                        : SqlParserPos.ZERO;
        return new Rejected(message, at.getLineNum(), at.getColumnNum());
    }

    private static String unknown(StructType struct, @Nullable String name) {
        return "STRUCT has no field '%s'; it has %s"
                .formatted(
                        name,
                        struct.struct().fields().stream()
                                .map(Field::name)
                                .collect(Collectors.joining(", ")));
    }

    @Override
    public CallImplementor getImplementor() {
        return RexImpTable.createImplementor(FieldFunction::implement, NullPolicy.NONE, false);
    }

    private static Expression implement(
            RexToLixTranslator translator, RexCall call, List<Expression> operands) {
        var value = Expressions.call(Cell.class, "field", operands.get(0), operands.get(1));
        return EnumUtils.convert(value, new JavaTypeFactoryImpl().getJavaClass(call.getType()));
    }

    @Override
    public List<FunctionParameter> getParameters() {
        return List.of();
    }
}
