package dev.inquest.query.engine;

import org.apache.calcite.plan.RelOptRule;
import org.apache.calcite.plan.RelOptRuleCall;
import org.apache.calcite.rel.core.Filter;

/// Reads only the rows of a table that a query asks for: the one of a key, or those whose columns
/// hold a text, and makes nothing of the others. The filter stays, so what is found is what was
/// asked for.
final class SoughtRowsRule extends RelOptRule {

    /// What replaces these methods wants classes generated.
    @SuppressWarnings("deprecation")
    SoughtRowsRule() {
        super(operand(Filter.class, operand(RowScan.class, none())), "SoughtRowsRule");
    }

    @Override
    public void onMatch(RelOptRuleCall call) {
        Filter filter = call.rel(0);
        RowScan scan = call.rel(1);
        if (!scan.isWholeTable()) {
            return;
        }
        var sought = Equality.in(filter).filter(scan::isOfText).toList();
        if (!sought.isEmpty()) {
            var fewer = scan.onlyWith(sought);
            call.transformTo(filter.copy(filter.getTraitSet(), fewer, filter.getCondition()));
        }
    }
}
