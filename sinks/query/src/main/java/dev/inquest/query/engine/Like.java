package dev.inquest.query.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.apache.calcite.schema.ScalarFunction;
import org.apache.calcite.schema.impl.ScalarFunctionImpl;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.fun.SqlLikeOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.util.SqlShuttle;
import org.apache.calcite.sql.validate.SqlUserDefinedFunction;
import org.jspecify.annotations.Nullable;

/// `LIKE` that takes no longer than the text times the pattern. Calcite makes a regular expression
/// of it, which with a dozen `%` tries for hours, deaf to every deadline. Generated code calls it,
/// hence public.
public final class Like extends SqlShuttle {

    private static final int OPERANDS = 3;

    private static final int NONE = -1;
    private static final int MANY = -2;
    private static final int ONE = -3;

    private static final SqlFunction OPERATOR =
            new SqlUserDefinedFunction(
                    new SqlIdentifier("LIKE", SqlParserPos.ZERO),
                    SqlKind.OTHER_FUNCTION,
                    ReturnTypes.BOOLEAN_NULLABLE,
                    null,
                    OperandTypes.operandMetadata(
                            Collections.nCopies(OPERANDS, SqlTypeFamily.CHARACTER),
                            factory ->
                                    Collections.nCopies(
                                            OPERANDS, factory.createSqlType(SqlTypeName.VARCHAR)),
                            i -> List.of("text", "pattern", "escape").get(i),
                            _ -> false),
                    function());

    /// It replaces the operator of that name wherever it stands.
    Like() {}

    static SqlFunction operator() {
        return OPERATOR;
    }

    private static ScalarFunction function() {
        var function = ScalarFunctionImpl.create(Like.class, "like");
        if (function == null) {
            throw new IllegalStateException("not a function");
        }
        return function;
    }

    @Override
    public @Nullable SqlNode visit(SqlCall call) {
        if (!(super.visit(call) instanceof SqlCall visited)) {
            return null;
        }
        if (visited.getKind() != SqlKind.LIKE
                || !(visited.getOperator() instanceof SqlLikeOperator operator)
                || !operator.isCaseSensitive()) {
            return visited;
        }
        var at = visited.getParserPosition();
        var operands = new ArrayList<>(visited.getOperandList());
        if (operands.size() < OPERANDS) {
            operands.add(SqlLiteral.createCharString("", at));
        }
        var like = OPERATOR.createCall(at, operands);
        return operator.isNegated() ? SqlStdOperatorTable.NOT.createCall(at, like) : like;
    }

    /// Whether a text looks like a pattern.
    ///
    /// @param escape one character, or none
    public static @Nullable Boolean like(
            @Nullable String text, @Nullable String pattern, @Nullable String escape) {
        if (text == null || pattern == null || escape == null) {
            return null;
        }
        if (escape.length() > 1) {
            throw new IllegalArgumentException("Invalid escape character '" + escape + "'");
        }
        return matches(text, parts(pattern, escape));
    }

    /// The pattern's characters; `%` and `_` are numbers that no character has.
    private static int[] parts(String pattern, String escape) {
        var escaping = escape.isEmpty() ? NONE : escape.codePointAt(0);
        var given = pattern.codePoints().toArray();
        var parts = new int[given.length];
        var count = 0;
        for (var i = 0; i < given.length; i++) {
            if (given[i] == escaping) {
                i++;
                if (i == given.length
                        || (given[i] != '%' && given[i] != '_' && given[i] != escaping)) {
                    throw new IllegalArgumentException(
                            "Invalid escape sequence in '" + pattern + "'");
                }
                parts[count++] = given[i];
            } else {
                parts[count++] = part(given[i]);
            }
        }
        return Arrays.copyOf(parts, count);
    }

    private static int part(int letter) {
        return switch (letter) {
            case '%' -> MANY;
            case '_' -> ONE;
            default -> letter;
        };
    }

    /// Where a part does not fit, the last `%` takes one character more; earlier ones need not.
    private static boolean matches(String text, int[] parts) {
        var letters = text.codePoints().toArray();
        var at = 0;
        var part = 0;
        var lastMany = NONE;
        var taken = 0;
        while (at < letters.length) {
            if (part < parts.length && parts[part] == MANY) {
                lastMany = part++;
                taken = at;
            } else if (part < parts.length && (parts[part] == ONE || parts[part] == letters[at])) {
                part++;
                at++;
            } else if (lastMany != NONE) {
                part = lastMany + 1;
                at = ++taken;
            } else {
                return false;
            }
        }
        while (part < parts.length && parts[part] == MANY) {
            part++;
        }
        return part == parts.length;
    }
}
