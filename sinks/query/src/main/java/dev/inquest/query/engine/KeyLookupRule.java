package dev.inquest.query.engine;

import org.apache.calcite.plan.RelOptRule;
import org.apache.calcite.plan.RelOptRuleCall;
import org.apache.calcite.rel.core.Filter;

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
        Equality.in(filter)
                .filter(equality -> scan.isKey(equality.column()))
                .findFirst()
                .ifPresent(equality -> {
                    var row = scan.withKey(equality.text());
                    call.transformTo(filter.copy(filter.getTraitSet(), row, filter.getCondition()));
                });
    }
}
