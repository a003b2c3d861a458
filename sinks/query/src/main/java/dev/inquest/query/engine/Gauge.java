package dev.inquest.query.engine;

import java.util.List;
import org.apache.calcite.DataContext;
import org.apache.calcite.adapter.enumerable.EnumerableNestedLoopJoin;
import org.apache.calcite.adapter.enumerable.EnumerableRel;
import org.apache.calcite.adapter.enumerable.EnumerableRelImplementor;
import org.apache.calcite.linq4j.AbstractEnumerable;
import org.apache.calcite.linq4j.Enumerable;
import org.apache.calcite.linq4j.Enumerator;
import org.apache.calcite.linq4j.tree.BlockBuilder;
import org.apache.calcite.linq4j.tree.Expressions;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.SingleRel;
import org.apache.calcite.rel.core.Join;
import org.jspecify.annotations.Nullable;

/// Counts the rows that a join gives, so that a join that gives far too many is stopped before a
/// sort or an aggregate behind it has filled the heap with them. Generated code calls it, hence
/// public.
public final class Gauge extends SingleRel implements EnumerableRel {

    private Gauge(RelTraitSet traits, RelNode join) {
        super(join.getCluster(), traits, join);
    }

    /// The plan with a gauge behind every join.
    ///
    /// @throws Rejected when a join would gather its rows where nobody can count them
    static RelNode behindJoins(RelNode plan) {
        if (plan instanceof EnumerableNestedLoopJoin join
                && join.getJoinType().generatesNullsOnLeft()) {
            throw new Rejected(
                    "a RIGHT or FULL JOIN needs ON with an equality between its sides", 0, 0);
        }
        var inputs = plan.getInputs().stream().map(Gauge::behindJoins).toList();
        var same = inputs.equals(plan.getInputs());
        var copy = same ? plan : plan.copy(plan.getTraitSet(), inputs);
        return copy instanceof Join ? new Gauge(copy.getTraitSet(), copy) : copy;
    }

    @Override
    public RelNode copy(RelTraitSet traits, List<RelNode> inputs) {
        return new Gauge(traits, inputs.getFirst());
    }

    @Override
    public Result implement(EnumerableRelImplementor implementor, Prefer prefer) {
        var block = new BlockBuilder();
        var join = implementor.visitChild(this, 0, (EnumerableRel) getInput(), prefer);
        var rows = block.append("joined", join.block);
        block.add(Expressions.call(Gauge.class, "counted", DataContext.ROOT, rows));
        return implementor.result(join.physType, block.toBlock());
    }

    /// The same rows, each of them counted. Called by generated code, hence public.
    public static <T> Enumerable<T> counted(DataContext context, Enumerable<T> rows) {
        var run = (Run) context;
        return new AbstractEnumerable<>() {
            @Override
            public Enumerator<T> enumerator() {
                return new Counted<>(run, rows.enumerator());
            }
        };
    }

    private record Counted<T>(Run run, Enumerator<T> rows) implements Enumerator<T> {
        @Override
        public @Nullable T current() {
            return rows.current();
        }

        @Override
        public boolean moveNext() {
            run.joined();
            return rows.moveNext();
        }

        @Override
        public void reset() {
            rows.reset();
        }

        @Override
        public void close() {
            rows.close();
        }
    }
}
