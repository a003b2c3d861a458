package dev.inquest.query.engine;

import dev.inquest.query.engine.Grouping.Call;
import dev.inquest.query.engine.Grouping.Kind;
import dev.inquest.query.engine.Grouping.Precision;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.runtime.CalciteException;
import org.apache.calcite.sql.type.SqlTypeUtil;

/// Cuts a plan in two at its aggregate: what prepares the rows, and what finishes the groups.
///
/// @param after the plan with rows put in where the aggregate was
record AggregateSplit(RelNode before, Grouping grouping, RelNode after) {

    static Optional<AggregateSplit> of(RelNode root) {
        return aggregate(root)
                .map(aggregate ->
                        new AggregateSplit(
                                aggregate.getInput(),
                                grouping(aggregate),
                                replaced(root, aggregate)));
    }

    List<String> beforeNames() {
        return before.getRowType().getFieldNames();
    }

    private static Optional<Aggregate> aggregate(RelNode node) {
        return switch (node) {
            case Aggregate aggregate -> Optional.of(aggregate);
            case Project project -> aggregate(project.getInput());
            case Filter filter -> aggregate(filter.getInput());
            default -> Optional.empty();
        };
    }

    private static RelNode replaced(RelNode node, Aggregate aggregate) {
        if (node.equals(aggregate)) {
            return new BatchScan(node.getCluster(), node.getRowType());
        }
        return node.copy(
                node.getTraitSet(), List.of(replaced(node.getInputs().getFirst(), aggregate)));
    }

    private static Grouping grouping(Aggregate aggregate) {
        if (aggregate.getGroupType() != Aggregate.Group.SIMPLE) {
            throw new CalciteException("a push query groups by one set of columns only", null);
        }
        var names = aggregate.getInput().getRowType().getFieldNames();
        var keys = aggregate.getGroupSet().asList();
        var calls = new ArrayList<Call>();
        aggregate.getAggCallList().forEach(call -> calls.add(call(call)));
        return new Grouping(
                keys,
                position(keys, names, "WINDOWSTART"),
                position(keys, names, "WINDOWEND"),
                calls);
    }

    private static OptionalInt position(List<Integer> keys, List<String> names, String name) {
        for (var i = 0; i < keys.size(); i++) {
            if (names.get(keys.get(i)).equals(name)) {
                return OptionalInt.of(i);
            }
        }
        return OptionalInt.empty();
    }

    private static Call call(AggregateCall call) {
        return new Call(
                kind(call),
                call.isDistinct(),
                call.getArgList(),
                call.filterArg < 0 ? OptionalInt.empty() : OptionalInt.of(call.filterArg),
                precision(call.getType()));
    }

    private static Precision precision(RelDataType type) {
        if (SqlTypeUtil.isIntType(type)) {
            return Precision.WHOLE;
        }
        return SqlTypeUtil.isDecimal(type) ? Precision.EXACT : Precision.FLOATING;
    }

    private static Kind kind(AggregateCall call) {
        return switch (call.getAggregation().getKind()) {
            case COUNT -> Kind.COUNT;
            case SUM, SUM0 -> Kind.SUM;
            case MIN -> Kind.MIN;
            case MAX -> Kind.MAX;
            case AVG -> Kind.AVG;
            default -> {
                if (call.getAggregation().getName().equals(CollectList.NAME)) {
                    yield Kind.COLLECT;
                }
                throw new CalciteException(
                        "a push query cannot compute " + call.getAggregation().getName(), null);
            }
        };
    }
}
