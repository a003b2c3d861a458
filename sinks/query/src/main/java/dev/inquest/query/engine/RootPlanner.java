package dev.inquest.query.engine;

import org.apache.calcite.plan.volcano.VolcanoPlanner;
import org.apache.calcite.rel.RelNode;

/// Bears being given the same root twice, as Calcite's standard program does where a statement is
/// nothing but a scan.
final class RootPlanner extends VolcanoPlanner {

    @Override
    public void setRoot(RelNode rel) {
        super.setRoot(isRegistered(rel) ? ensureRegistered(rel, null) : rel);
    }
}
