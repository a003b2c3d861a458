package dev.inquest.query.engine;

import dev.inquest.query.catalog.Relation;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.calcite.DataContext;
import org.apache.calcite.adapter.enumerable.EnumerableConvention;
import org.apache.calcite.adapter.enumerable.EnumerableRel;
import org.apache.calcite.adapter.enumerable.EnumerableRelImplementor;
import org.apache.calcite.adapter.enumerable.JavaRowFormat;
import org.apache.calcite.adapter.enumerable.PhysTypeImpl;
import org.apache.calcite.linq4j.tree.Blocks;
import org.apache.calcite.linq4j.tree.Expressions;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelOptCost;
import org.apache.calcite.plan.RelOptPlanner;
import org.apache.calcite.plan.RelOptTable;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelWriter;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.metadata.RelMetadataQuery;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.tools.RelBuilder;
import org.apache.calcite.util.ImmutableBitSet;
import org.jspecify.annotations.Nullable;

/// Reads the rows of a relation, and of each row only the columns that are needed; or the one row
/// of a key.
final class RowScan extends TableScan implements EnumerableRel {

    private static final double COST_OF_A_LOOKUP = 0.001;

    private final Relation relation;
    private final List<Integer> columns;
    private final @Nullable KeyValue key;

    private RowScan(
            RelOptCluster cluster,
            RelTraitSet traits,
            RelOptTable table,
            Relation relation,
            List<Integer> columns,
            @Nullable KeyValue key) {
        super(cluster, traits, List.of(), table);
        this.relation = relation;
        this.columns = columns;
        this.key = key;
    }

    static RowScan all(RelOptCluster cluster, RelOptTable table, Relation relation) {
        var all = IntStream.range(0, relation.columns().size()).boxed().toList();
        var traits = cluster.traitSetOf(EnumerableConvention.INSTANCE);
        return new RowScan(cluster, traits, table, relation, all, null);
    }

    Relation relation() {
        return relation;
    }

    /// Only the row of this key.
    RowScan withKey(KeyValue value) {
        return new RowScan(getCluster(), getTraitSet(), getTable(), relation, columns, value);
    }

    boolean canLookUp() {
        return key == null && relation.isTable();
    }

    /// Whether a column of this scan is the key.
    boolean isKey(int index) {
        return columns.get(index) == 0;
    }

    @Override
    public RelNode project(ImmutableBitSet used, Set<RelDataTypeField> extra, RelBuilder builder) {
        // A row without columns is nothing that others can count.
        var kept = used.isEmpty() ? ImmutableBitSet.of(0) : used;
        var fewer = kept.asList().stream().map(columns::get).toList();
        return new RowScan(getCluster(), getTraitSet(), getTable(), relation, fewer, key);
    }

    @Override
    public RelDataType deriveRowType() {
        return Types.row(
                columns.stream().map(relation.columns()::get).toList(),
                getCluster().getTypeFactory());
    }

    @Override
    public RelWriter explainTerms(RelWriter writer) {
        return super.explainTerms(writer)
                .item(
                        "columns",
                        columns.stream().map(i -> relation.columns().get(i).name()).toList())
                .itemIf("key", key, key != null);
    }

    @Override
    public double estimateRowCount(RelMetadataQuery metadata) {
        return key == null ? super.estimateRowCount(metadata) : 1;
    }

    @Override
    public @Nullable RelOptCost computeSelfCost(RelOptPlanner planner, RelMetadataQuery metadata) {
        var cost = super.computeSelfCost(planner, metadata);
        return cost == null || key == null ? cost : cost.multiplyBy(COST_OF_A_LOOKUP);
    }

    @Override
    public RelNode copy(RelTraitSet traits, List<RelNode> inputs) {
        return new RowScan(getCluster(), traits, getTable(), relation, columns, key);
    }

    @Override
    public Result implement(EnumerableRelImplementor implementor, Prefer prefer) {
        var type = PhysTypeImpl.of(implementor.getTypeFactory(), getRowType(), JavaRowFormat.ARRAY);
        var scan = new Scan(relation, columns.stream().mapToInt(i -> i).toArray(), key);
        var rows = Expressions.call(implementor.stash(scan, Scan.class), "rows", DataContext.ROOT);
        return implementor.result(type, Blocks.toBlock(rows));
    }
}
