package dev.inquest.query.engine;

import java.util.stream.Stream;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;

/// A column that must be equal to a text, in whatever a filter lets pass.
///
/// @param column of the filter's input
record Equality(int column, SoughtText text) {

    static Stream<Equality> in(Filter filter) {
        return RelOptUtil.conjunctions(filter.getCondition()).stream().flatMap(Equality::of);
    }

    private static Stream<Equality> of(RexNode condition) {
        if (!(condition instanceof RexCall equals) || !equals.isA(SqlKind.EQUALS)) {
            return Stream.empty();
        }
        var left = equals.getOperands().get(0);
        var right = equals.getOperands().get(1);
        return Stream.concat(of(left, right), of(right, left));
    }

    private static Stream<Equality> of(RexNode one, RexNode other) {
        return one instanceof RexInputRef column
                ? SoughtText.of(other).map(text -> new Equality(column.getIndex(), text)).stream()
                : Stream.empty();
    }
}
