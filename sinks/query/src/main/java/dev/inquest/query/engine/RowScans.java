package dev.inquest.query.engine;

import dev.inquest.query.catalog.Relation;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelNode;

/// Finds out which relations a plan reads.
final class RowScans {

    private RowScans() {}

    static List<Relation> relations(RelNode plan) {
        var found = new ArrayList<Relation>();
        collect(plan, found);
        return found;
    }

    private static void collect(RelNode node, List<Relation> found) {
        if (node instanceof RowScan scan && !found.contains(scan.relation())) {
            found.add(scan.relation());
        }
        node.getInputs().forEach(input -> collect(input, found));
    }
}
