package dev.inquest.query.engine;

import java.util.List;
import org.apache.calcite.DataContext;
import org.apache.calcite.adapter.enumerable.EnumerableConvention;
import org.apache.calcite.adapter.enumerable.EnumerableRel;
import org.apache.calcite.adapter.enumerable.EnumerableRelImplementor;
import org.apache.calcite.adapter.enumerable.JavaRowFormat;
import org.apache.calcite.adapter.enumerable.PhysTypeImpl;
import org.apache.calcite.linq4j.Enumerable;
import org.apache.calcite.linq4j.Linq4j;
import org.apache.calcite.linq4j.tree.Blocks;
import org.apache.calcite.linq4j.tree.Expressions;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.AbstractRelNode;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataType;
import org.jspecify.annotations.Nullable;

/// Reads rows that somebody else has computed: here a push query's aggregates enter the part of its
/// plan that comes after them.
public final class BatchScan extends AbstractRelNode implements EnumerableRel {

    BatchScan(RelOptCluster cluster, RelDataType type) {
        this(cluster, cluster.traitSetOf(EnumerableConvention.INSTANCE), type);
    }

    private BatchScan(RelOptCluster cluster, RelTraitSet traits, RelDataType type) {
        super(cluster, traits);
        this.rowType = type;
    }

    @Override
    public RelNode copy(RelTraitSet traits, List<RelNode> inputs) {
        return new BatchScan(getCluster(), traits, getRowType());
    }

    @Override
    public Result implement(EnumerableRelImplementor implementor, Prefer prefer) {
        var type = PhysTypeImpl.of(implementor.getTypeFactory(), getRowType(), JavaRowFormat.ARRAY);
        var method = getRowType().getFieldCount() == 1 ? "cells" : "rows";
        var rows = Expressions.call(BatchScan.class, method, DataContext.ROOT);
        return implementor.result(type, Blocks.toBlock(rows));
    }

    /// The rows in one run of the plan. Called by generated code, hence public.
    public static Enumerable<@Nullable Object[]> rows(DataContext context) {
        return Linq4j.asEnumerable(((Run) context).batch());
    }

    /// The cells of the only column. Called by generated code, hence public.
    public static Enumerable<@Nullable Object> cells(DataContext context) {
        return Linq4j.asEnumerable(((Run) context).batch()).select(row -> row[0]);
    }
}
