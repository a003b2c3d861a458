package dev.inquest.query.engine;

import dev.inquest.query.catalog.Relation;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.SetOp;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.core.Window;

/// What a plan reads and does, as far as it matters for how it can be kept up to date.
///
/// @param relations one for every place where rows come in
/// @param weighsRows whether it must see all rows before it can give one
/// @param tellsWhatIsMissing whether it gives rows because a stream has none for them
record Shape(List<Relation> relations, boolean weighsRows, boolean tellsWhatIsMissing) {

    static Shape of(RelNode plan) {
        var found = new ArrayList<Relation>();
        collect(plan, found);
        return new Shape(List.copyOf(found), weighs(plan), tellsWhatIsMissing(plan));
    }

    private static void collect(RelNode node, List<Relation> found) {
        if (node instanceof RowScan scan) {
            found.add(scan.relation());
        }
        node.getInputs().forEach(input -> collect(input, found));
    }

    private static boolean weighs(RelNode node) {
        return node instanceof Aggregate
                || node instanceof Sort
                || node instanceof SetOp
                || node instanceof Window
                || node.getInputs().stream().anyMatch(Shape::weighs);
    }

    private static boolean tellsWhatIsMissing(RelNode node) {
        return (node instanceof Join join && hasOptionalStream(join))
                || node.getInputs().stream().anyMatch(Shape::tellsWhatIsMissing);
    }

    private static boolean hasOptionalStream(Join join) {
        var type = join.getJoinType();
        var rightMayLack =
                type.generatesNullsOnRight()
                        || type == JoinRelType.ANTI
                        || type == JoinRelType.LEFT_MARK;
        return (rightMayLack && readsStream(join.getRight()))
                || (type.generatesNullsOnLeft() && readsStream(join.getLeft()));
    }

    private static boolean readsStream(RelNode node) {
        return (node instanceof RowScan scan && !scan.relation().isTable())
                || node.getInputs().stream().anyMatch(Shape::readsStream);
    }
}
