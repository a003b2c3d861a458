package dev.inquest.query.engine;

import dev.inquest.query.catalog.Relation;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.SetOp;
import org.apache.calcite.rel.core.Sort;

/// What a plan reads and does, as far as it matters for how it can be kept up to date.
///
/// @param relations one for every place where rows come in
/// @param weighsRows whether it must see all rows before it can give one
record Shape(List<Relation> relations, boolean weighsRows) {

    static Shape of(RelNode plan) {
        var found = new ArrayList<Relation>();
        var weighs = collect(plan, found);
        return new Shape(List.copyOf(found), weighs);
    }

    private static boolean collect(RelNode node, List<Relation> found) {
        if (node instanceof RowScan scan) {
            found.add(scan.relation());
        }
        var weighs = node instanceof Aggregate || node instanceof Sort || node instanceof SetOp;
        for (var input : node.getInputs()) {
            weighs |= collect(input, found);
        }
        return weighs;
    }
}
