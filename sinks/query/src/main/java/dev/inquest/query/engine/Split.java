package dev.inquest.query.engine;

import java.util.List;
import java.util.regex.Pattern;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.schema.ScalarFunction;
import org.apache.calcite.schema.impl.ScalarFunctionImpl;
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

/// `SPLIT(text, separator)`, as ksqlDB defines it. Generated code calls it, hence public.
public final class Split {

    private Split() {}

    static SqlFunction operator() {
        var operands =
                OperandTypes.operandMetadata(
                        List.of(SqlTypeFamily.CHARACTER, SqlTypeFamily.CHARACTER),
                        factory -> {
                            var text = factory.createSqlType(SqlTypeName.VARCHAR);
                            return List.of(text, text);
                        },
                        i -> i == 0 ? "text" : "separator",
                        _ -> false);
        return new SqlUserDefinedFunction(
                new SqlIdentifier("SPLIT", SqlParserPos.ZERO),
                SqlKind.OTHER_FUNCTION,
                Split::type,
                null,
                operands,
                function());
    }

    private static ScalarFunction function() {
        var function = ScalarFunctionImpl.create(Split.class, "split");
        if (function == null) {
            throw new IllegalStateException("not a function");
        }
        return function;
    }

    private static RelDataType type(SqlOperatorBinding call) {
        var factory = call.getTypeFactory();
        var text = factory.createSqlType(SqlTypeName.VARCHAR);
        return factory.createTypeWithNullability(factory.createArrayType(text, -1), true);
    }

    /// The parts between the separators; without one, the whole; by an empty one, each character.
    public static @Nullable List<String> split(@Nullable String text, @Nullable String separator) {
        if (text == null || separator == null) {
            return null;
        }
        return separator.isEmpty()
                ? text.codePoints().mapToObj(Character::toString).toList()
                : List.of(text.split(Pattern.quote(separator), -1));
    }
}
