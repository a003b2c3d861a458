package dev.inquest.query.engine;

import org.apache.calcite.plan.RelOptRule;
import org.apache.calcite.plan.RelOptRuleCall;
import org.apache.calcite.rel.core.Filter;

/// Passes over rows of a table whose columns do not hold the text that a query asks for, before
/// anything is made of them. The filter stays, so what is found is what was asked for.
final class PassingOverRule extends RelOptRule {

    /// What replaces these methods wants classes generated.
    @SuppressWarnings("deprecation")
    PassingOverRule() {
        super(operand(Filter.class, operand(RowScan.class, none())), "PassingOverRule");
    }

    @Override
    public void onMatch(RelOptRuleCall call) {
        Filter filter = call.rel(0);
        RowScan scan = call.rel(1);
        if (!scan.canPassOver()) {
            return;
        }
        var sought = Equality.in(filter).filter(scan::holdsText).toList();
        if (!sought.isEmpty()) {
            var fewer = scan.passingOverAllBut(sought);
            call.transformTo(filter.copy(filter.getTraitSet(), fewer, filter.getCondition()));
        }
    }
}
