package dev.inquest.query.engine;

import java.util.Optional;
import org.apache.calcite.plan.RelOptRule;
import org.apache.calcite.plan.RelOptRuleCall;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;

/// Looks up the row of a key where a query asks for one, instead of reading the whole table. The
/// filter stays, so what is found is what was asked for.
final class KeyLookupRule extends RelOptRule {

    /// What replaces these methods wants classes generated.
    @SuppressWarnings("deprecation")
    KeyLookupRule() {
        super(operand(Filter.class, operand(RowScan.class, none())), "KeyLookupRule");
    }

    @Override
    public void onMatch(RelOptRuleCall call) {
        Filter filter = call.rel(0);
        RowScan scan = call.rel(1);
        if (!scan.canLookUp()) {
            return;
        }
        for (var condition : RelOptUtil.conjunctions(filter.getCondition())) {
            var key = key(condition, scan);
            if (key.isPresent()) {
                call.transformTo(
                        filter.copy(
                                filter.getTraitSet(),
                                scan.withKey(key.get()),
                                filter.getCondition()));
                return;
            }
        }
    }

    private static Optional<KeyValue> key(RexNode condition, RowScan scan) {
        if (!(condition instanceof RexCall equals) || !equals.isA(SqlKind.EQUALS)) {
            return Optional.empty();
        }
        var left = equals.getOperands().get(0);
        var right = equals.getOperands().get(1);
        if (isKey(left, scan)) {
            return KeyValue.of(right);
        }
        return isKey(right, scan) ? KeyValue.of(left) : Optional.empty();
    }

    private static boolean isKey(RexNode node, RowScan scan) {
        return node instanceof RexInputRef column && scan.isKey(column.getIndex());
    }
}
