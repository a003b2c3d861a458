package dev.inquest.query.engine;

import dev.inquest.query.catalog.Column;
import dev.inquest.query.catalog.KsqlType.Simple;
import dev.inquest.query.catalog.Relation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
/// of a key; or only those that hold certain texts.
final class RowScan extends TableScan implements EnumerableRel {

    private static final double COST_OF_A_LOOKUP = 0.001;
    private static final double COST_OF_PASSING_OVER = 0.1;

    private final Relation relation;
    private final List<Integer> columns;
    private final @Nullable SoughtText key;
    private final Map<Column, SoughtText> sought;

    private RowScan(
            RelOptCluster cluster,
            RelTraitSet traits,
            RelOptTable table,
            Relation relation,
            List<Integer> columns,
            @Nullable SoughtText key,
            Map<Column, SoughtText> sought) {
        super(cluster, traits, List.of(), table);
        this.relation = relation;
        this.columns = columns;
        this.key = key;
        this.sought = Map.copyOf(sought);
    }

    static RowScan all(RelOptCluster cluster, RelOptTable table, Relation relation) {
        var all = IntStream.range(0, relation.columns().size()).boxed().toList();
        var traits = cluster.traitSetOf(EnumerableConvention.INSTANCE);
        return new RowScan(cluster, traits, table, relation, all, null, Map.of());
    }

    Relation relation() {
        return relation;
    }

    /// Only the rows that hold these texts, which is the one of a key if it is among them.
    RowScan onlyWith(List<Equality> equalities) {
        var texts = new HashMap<Column, SoughtText>();
        equalities.forEach(
                equality -> texts.putIfAbsent(column(equality.column()), equality.text()));
        var ofKey = texts.get(relation.columns().getFirst());
        return new RowScan(
                getCluster(), getTraitSet(), getTable(), relation, columns, ofKey, texts);
    }

    boolean isWholeTable() {
        return key == null && sought.isEmpty() && relation.isTable();
    }

    /// Whether it is about a column of texts.
    boolean isOfText(Equality equality) {
        return column(equality.column()).type() == Simple.STRING;
    }

    private Column column(int index) {
        return relation.columns().get(columns.get(index));
    }

    @Override
    public RelNode project(ImmutableBitSet used, Set<RelDataTypeField> extra, RelBuilder builder) {
        // A row without columns is nothing that others can count.
        var kept = used.isEmpty() ? ImmutableBitSet.of(0) : used;
        var fewer = kept.asList().stream().map(columns::get).toList();
        return new RowScan(getCluster(), getTraitSet(), getTable(), relation, fewer, key, sought);
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
                .itemIf("key", key, key != null)
                .itemIf("sought", terms(), !sought.isEmpty());
    }

    private List<String> terms() {
        return sought.entrySet().stream()
                .map(one -> one.getKey().name() + "=" + one.getValue())
                .sorted()
                .toList();
    }

    @Override
    public double estimateRowCount(RelMetadataQuery metadata) {
        return key == null ? super.estimateRowCount(metadata) : 1;
    }

    @Override
    public @Nullable RelOptCost computeSelfCost(RelOptPlanner planner, RelMetadataQuery metadata) {
        var cost = super.computeSelfCost(planner, metadata);
        if (cost == null || (key == null && sought.isEmpty())) {
            return cost;
        }
        return cost.multiplyBy(key == null ? COST_OF_PASSING_OVER : COST_OF_A_LOOKUP);
    }

    @Override
    public RelNode copy(RelTraitSet traits, List<RelNode> inputs) {
        return new RowScan(getCluster(), traits, getTable(), relation, columns, key, sought);
    }

    @Override
    public Result implement(EnumerableRelImplementor implementor, Prefer prefer) {
        var type = PhysTypeImpl.of(implementor.getTypeFactory(), getRowType(), JavaRowFormat.ARRAY);
        var scan = new Scan(relation, columns.stream().mapToInt(i -> i).toArray(), key, sought);
        var rows = Expressions.call(implementor.stash(scan, Scan.class), "rows", DataContext.ROOT);
        return implementor.result(type, Blocks.toBlock(rows));
    }
}
