package dev.inquest.query.engine;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/// Sees to it that no two columns of an answer have one name: those of several relations get their
/// relation's name before theirs, as in ksqlDB; others are refused.
final class Duplicates {

    private Duplicates() {}

    static List<SqlNode> renamed(List<SqlNode> items) {
        var renamed = new ArrayList<SqlNode>();
        for (var item : items) {
            renamed.add(isOfOneOfSeveral(item, items) ? withItsRelation(item) : item);
        }
        requireDifferent(renamed);
        return renamed;
    }

    private static void requireDifferent(List<SqlNode> items) {
        var seen = new HashSet<String>();
        for (var item : items) {
            name(item)
                    .filter(name -> !seen.add(name))
                    .ifPresent(name -> {
                        var at = item.getParserPosition();
                        throw new Rejected(
                                "duplicate column name "
                                        + name
                                        + "; give one of them another with AS",
                                at.getLineNum(),
                                at.getColumnNum());
                    });
        }
    }

    /// Whether several relations have a column of this name in the list, each of them once.
    private static boolean isOfOneOfSeveral(SqlNode item, List<SqlNode> items) {
        var same = items.stream().filter(other -> name(other).equals(name(item))).toList();
        return same.size() > 1
                && same.stream().allMatch(Duplicates::isQualified)
                && same.stream().map(Duplicates::relation).distinct().count() == same.size();
    }

    private static boolean isQualified(SqlNode item) {
        return item instanceof SqlIdentifier id && !id.isStar() && id.names.size() == 2;
    }

    private static String relation(SqlNode item) {
        return upper(((SqlIdentifier) item).names.getFirst());
    }

    private static SqlNode withItsRelation(SqlNode item) {
        var id = (SqlIdentifier) item;
        var name = relation(id) + "_" + upper(id.names.getLast());
        var at = id.getParserPosition();
        return SqlStdOperatorTable.AS.createCall(at, id, new SqlIdentifier(name, at));
    }

    /// The name of a column; none of those that get one later, and of stars.
    private static Optional<String> name(SqlNode item) {
        return switch (item) {
            case SqlIdentifier id when !id.isStar() -> Optional.of(upper(id.names.getLast()));
            case SqlBasicCall as when as.getKind() == SqlKind.AS ->
                    Optional.of(upper(((SqlIdentifier) as.operand(1)).names.getLast()));
            default -> Optional.empty();
        };
    }

    private static String upper(String name) {
        return name.toUpperCase(Locale.ROOT);
    }
}
