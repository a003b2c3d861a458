package dev.inquest.query.engine;

import java.util.List;

/// How a SELECT is answered as records come in.
public sealed interface StreamPlan {

    /// The columns of its answer.
    List<OutputColumn> columns();

    /// Each record by itself.
    record Stateless(Plan plan) implements StreamPlan {
        @Override
        public List<OutputColumn> columns() {
            return plan.columns();
        }
    }

    /// Records are prepared, then grouped and counted by others, and the groups that changed are
    /// finished.
    record Aggregating(Plan before, Grouping grouping, Plan after) implements StreamPlan {
        @Override
        public List<OutputColumn> columns() {
            return after.columns();
        }
    }
}
