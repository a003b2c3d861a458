package dev.inquest.query.engine;

import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.jspecify.annotations.Nullable;

/// Refuses `NATURAL JOIN`: every relation has `ROWTIME` and `ROWOFFSET`, which would have to be the
/// same, too, so that hardly a row is ever found.
final class NaturalJoins extends SqlBasicVisitor<@Nullable Void> {

    private NaturalJoins() {}

    /// @throws Rejected with the place of the first
    static void refuse(SqlNode query) {
        var _ = query.accept(new NaturalJoins());
    }

    @Override
    public @Nullable Void visit(SqlCall call) {
        if (call instanceof SqlJoin join && join.isNatural()) {
            var at = join.isNaturalNode().getParserPosition();
            throw new Rejected(
                    "NATURAL JOIN would compare ROWTIME and ROWOFFSET, too: name the columns with ON",
                    at.getLineNum(),
                    at.getColumnNum());
        }
        return super.visit(call);
    }
}
