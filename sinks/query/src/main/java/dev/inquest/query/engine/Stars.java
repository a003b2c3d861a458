package dev.inquest.query.engine;

import dev.inquest.query.catalog.Catalog;
import dev.inquest.query.catalog.Relation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;

/// Replaces `*` by the columns it stands for, without the pseudo columns, and names columns as
/// [ColumnNames] says.
final class Stars extends SqlShuttle {

    private final Catalog catalog;

    /// One thing after FROM.
    private record Source(Optional<String> alias, Optional<Relation> relation) {}

    Stars(Catalog catalog) {
        this.catalog = catalog;
    }

    @Override
    public @Nullable SqlNode visit(SqlCall call) {
        var visited = super.visit(call);
        if (visited instanceof SqlSelect select) {
            select.setSelectList(expanded(select));
        }
        return visited;
    }

    private SqlNodeList expanded(SqlSelect select) {
        var sources = new ArrayList<Source>();
        if (select.getFrom() != null) {
            collect(select.getFrom(), sources);
        }
        var list = select.getSelectList();
        var items = new ArrayList<SqlNode>();
        for (var item : list) {
            if (item instanceof SqlIdentifier id && id.isStar()) {
                items.addAll(expanded(id, sources));
            } else {
                items.add(item);
            }
        }
        return new SqlNodeList(ColumnNames.given(items), list.getParserPosition());
    }

    private static List<SqlNode> expanded(SqlIdentifier star, List<Source> sources) {
        var wanted =
                star.names.size() > 1
                        ? Optional.of(star.names.get(star.names.size() - 2))
                        : Optional.<String>empty();
        var items = new ArrayList<SqlNode>();
        for (var source : sources) {
            if (wanted.isPresent() && !isNamed(source, wanted.get())) {
                continue;
            }
            if (source.alias().isEmpty()) {
                return List.of(star);
            }
            var alias = source.alias().get();
            source.relation()
                    .ifPresentOrElse(
                            relation -> columns(relation, alias, star, items),
                            () -> items.add(star(alias, star)));
        }
        return items.isEmpty() ? List.of(star) : items;
    }

    private static boolean isNamed(Source source, String name) {
        return source.alias().filter(alias -> alias.equalsIgnoreCase(name)).isPresent();
    }

    private static void columns(
            Relation relation, String alias, SqlIdentifier star, List<SqlNode> items) {
        for (var column : relation.shownColumns()) {
            items.add(new SqlIdentifier(List.of(alias, column.name()), star.getParserPosition()));
        }
    }

    private static SqlNode star(String alias, SqlIdentifier star) {
        return SqlIdentifier.star(
                List.of(alias, ""),
                star.getParserPosition(),
                List.of(star.getParserPosition(), star.getParserPosition()));
    }

    private void collect(SqlNode from, List<Source> sources) {
        switch (from) {
            case SqlIdentifier name ->
                    sources.add(
                            new Source(
                                    Optional.of(name.names.getLast()),
                                    catalog.find(name.names.getLast())));
            case SqlJoin join -> {
                collect(join.getLeft(), sources);
                collect(join.getRight(), sources);
            }
            case SqlBasicCall as when as.getKind() == SqlKind.AS -> {
                var alias = Optional.of(as.operand(1).toString());
                var relation =
                        as.operand(0) instanceof SqlIdentifier name && as.operandCount() == 2
                                ? catalog.find(name.names.getLast())
                                : Optional.<Relation>empty();
                sources.add(new Source(alias, relation));
            }
            default -> sources.add(new Source(Optional.empty(), Optional.empty()));
        }
    }
}
