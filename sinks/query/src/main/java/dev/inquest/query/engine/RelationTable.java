package dev.inquest.query.engine;

import dev.inquest.query.catalog.Relation;
import java.util.List;
import org.apache.calcite.plan.RelOptTable;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.schema.Statistic;
import org.apache.calcite.schema.Statistics;
import org.apache.calcite.schema.TranslatableTable;
import org.apache.calcite.schema.impl.AbstractTable;

/// A relation of the catalog as Calcite knows it.
final class RelationTable extends AbstractTable implements TranslatableTable {

    private static final double ROWS_GUESSED = 100_000;

    private final Relation relation;

    RelationTable(Relation relation) {
        this.relation = relation;
    }

    Relation relation() {
        return relation;
    }

    @Override
    public RelDataType getRowType(RelDataTypeFactory factory) {
        return Types.row(relation.columns(), factory);
    }

    @Override
    public Statistic getStatistic() {
        // No keys are named: Calcite would look for them at the same positions in a scan that reads
        // fewer columns.
        return Statistics.of(ROWS_GUESSED, List.of());
    }

    @Override
    public RelNode toRel(RelOptTable.ToRelContext context, RelOptTable table) {
        return RowScan.all(context.getCluster(), table, relation);
    }
}
