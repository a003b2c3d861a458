package dev.inquest.query.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlTimestampLiteral;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.sql.validate.SqlValidator;
import org.jspecify.annotations.Nullable;

/// Refuses to compare a text with a number or a truth value, which Calcite lets pass and then
/// cannot compute, or only until a text comes that is no number.
final class Comparisons extends SqlBasicVisitor<@Nullable Void> {

    private static final Set<SqlKind> OTHERS = Set.of(SqlKind.BETWEEN, SqlKind.NOT_IN);

    private final SqlValidator validator;

    private Comparisons(SqlValidator validator) {
        this.validator = validator;
    }

    /// @param query that the validator has found good
    /// @throws Rejected with the place of the first comparison of two kinds
    static void requireOfOneKind(SqlNode query, SqlValidator validator) {
        var _ = query.accept(new Comparisons(validator));
    }

    @Override
    public @Nullable Void visit(SqlCall call) {
        if (SqlKind.COMPARISON.contains(call.getKind()) || OTHERS.contains(call.getKind())) {
            requireOfOneKind(call);
        }
        return super.visit(call);
    }

    private void requireOfOneKind(SqlCall call) {
        var compared = new ArrayList<SqlNode>();
        for (var operand : call.getOperandList()) {
            compared.addAll(operand instanceof SqlNodeList list ? list : List.of(operand));
        }
        var types = compared.stream().map(validator::getValidatedNodeTypeIfKnown).toList();
        var isText =
                types.stream().anyMatch(type -> type != null && SqlTypeUtil.inCharFamily(type));
        if (isText
                && (types.stream().anyMatch(Comparisons::isNumberOrTruth)
                        || compared.stream().anyMatch(SqlTimestampLiteral.class::isInstance))) {
            var at = call.getParserPosition();
            throw new Rejected(
                    "Cannot apply '%s' to %s: compare a text with a text only, or CAST one of them"
                            .formatted(call.getOperator().getName(), types),
                    at.getLineNum(),
                    at.getColumnNum());
        }
    }

    private static boolean isNumberOrTruth(@Nullable RelDataType type) {
        return type != null && (SqlTypeUtil.isNumeric(type) || SqlTypeUtil.isBoolean(type));
    }
}
