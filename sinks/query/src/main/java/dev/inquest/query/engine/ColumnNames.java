package dev.inquest.query.engine;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/// Sees to it that no two columns of an answer have one name, as in ksqlDB: those of several
/// relations get their relation's name before theirs, `a->b` becomes `B` or the next free `B_1`,
/// and what the author named twice is refused.
final class ColumnNames {

    private ColumnNames() {}

    /// The items of a SELECT, with the names that need not be written.
    static List<SqlNode> given(List<SqlNode> items) {
        var named = items.stream().map(item -> qualified(item, items)).toList();
        var taken =
                named.stream()
                        .flatMap(item -> name(item).stream())
                        .collect(Collectors.toCollection(HashSet::new));
        return named.stream().map(item -> withFieldName(item, taken)).toList();
    }

    /// Refuses a query with two columns of one name. What is inside of it may have them.
    static void requireDifferent(SqlNode query) {
        switch (query) {
            case SqlSelect select -> requireDifferentItems(select.getSelectList());
            case SqlOrderBy ordered -> requireDifferent(ordered.query);
            case SqlWith with -> requireDifferent(with.body);
            case SqlBasicCall set when set.getKind().belongsTo(SqlKind.SET_QUERY) ->
                    requireDifferent(set.<SqlNode>operand(0));
            default -> {}
        }
    }

    private static void requireDifferentItems(Iterable<SqlNode> items) {
        var seen = new HashSet<String>();
        for (var item : items) {
            name(item)
                    .filter(name -> !seen.add(name))
                    .ifPresent(name -> {
                        var at = item.getParserPosition();
                        throw refused(name, at.getLineNum(), at.getColumnNum());
                    });
        }
    }

    /// Says that a name stands twice, at a place in the statement, or at 0:0 when none is known.
    static Rejected refused(String name, int line, int column) {
        return new Rejected(
                "duplicate column name " + name + "; give one of them another with AS",
                line,
                column);
    }

    private static SqlNode qualified(SqlNode item, List<SqlNode> items) {
        if (!isOfOneOfSeveral(item, items)) {
            return item;
        }
        return named(item, upper(relation(item)) + "_" + name(item).orElseThrow());
    }

    /// Whether several relations have a column of this name in the list, each of them once.
    private static boolean isOfOneOfSeveral(SqlNode item, List<SqlNode> items) {
        var same = items.stream().filter(other -> name(other).equals(name(item))).toList();
        return same.size() > 1
                && same.stream().allMatch(ColumnNames::isQualified)
                && same.stream().map(ColumnNames::relation).distinct().count() == same.size();
    }

    private static boolean isQualified(SqlNode item) {
        return item instanceof SqlIdentifier id && !id.isStar() && id.names.size() == 2;
    }

    private static String relation(SqlNode item) {
        return ((SqlIdentifier) item).names.getFirst();
    }

    private static SqlNode withFieldName(SqlNode item, Set<String> taken) {
        if (!(item instanceof SqlBasicCall call)
                || !call.getOperator().getName().equals(FieldFunction.NAME)
                || !(call.getOperandList().get(1) instanceof SqlLiteral field)) {
            return item;
        }
        return named(item, free(upper(String.valueOf(field.toValue())), taken));
    }

    private static String free(String name, Set<String> taken) {
        var free = name;
        for (var next = 1; !taken.add(free); next++) {
            free = name + "_" + next;
        }
        return free;
    }

    private static SqlNode named(SqlNode item, String name) {
        var at = item.getParserPosition();
        return SqlStdOperatorTable.AS.createCall(at, item, new SqlIdentifier(name, at));
    }

    /// The name of a column; none of those that get one later, and of stars.
    private static Optional<String> name(SqlNode item) {
        return switch (item) {
            case SqlIdentifier id when !id.isStar() -> Optional.of(id.names.getLast());
            case SqlBasicCall as when as.getKind() == SqlKind.AS ->
                    Optional.of(((SqlIdentifier) as.operand(1)).names.getLast());
            default -> Optional.empty();
        };
    }

    private static String upper(String name) {
        return name.toUpperCase(Locale.ROOT);
    }
}
