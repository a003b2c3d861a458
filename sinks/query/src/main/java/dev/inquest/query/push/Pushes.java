package dev.inquest.query.push;

import dev.inquest.query.answer.KsqlError;
import dev.inquest.query.answer.QuerySettings;
import dev.inquest.query.catalog.Relation;
import dev.inquest.query.engine.OutputColumn;
import dev.inquest.query.engine.Plan;
import dev.inquest.query.engine.Planner;
import dev.inquest.query.engine.Rejected;
import dev.inquest.query.engine.StreamPlan;
import dev.inquest.query.run.Running;
import dev.inquest.query.run.TableInputs;
import dev.inquest.query.sql.Select;
import dev.inquest.query.sql.Select.Emit;
import dev.inquest.tables.Table;
import dev.inquest.tables.Tables;
import java.time.InstantSource;
import java.util.List;

/// Decides how a push query is kept up to date.
public final class Pushes {

    private final Tables tables;
    private final Planner planner;
    private final QuerySettings settings;
    private final InstantSource clock;

    /// What a push query gives, and how.
    record Opened(List<OutputColumn> columns, Updating updating) {}

    public Pushes(Tables tables, Planner planner, QuerySettings settings, InstantSource clock) {
        this.tables = tables;
        this.planner = planner;
        this.settings = settings;
        this.clock = clock;
    }

    /// Opens a push query.
    ///
    /// @param fromBeginning whether it tells what is there already
    /// @throws KsqlError when such a query cannot be kept up to date
    /// @throws dev.inquest.query.engine.Rejected when it cannot be planned
    public PushAnswer open(Running running, Select select, boolean fromBeginning) {
        var opened = opened(running, select, fromBeginning);
        return new PushAnswer(running.id(), opened.columns(), opened.updating(), select.limit());
    }

    private Opened opened(Running running, Select select, boolean fromBeginning) {
        var plan = plan(select);
        var streams = plan.relations().stream().filter(one -> !one.isTable()).toList();
        return switch (streams.size()) {
            case 0 -> ofTables(plan, select, fromBeginning);
            case 1 -> ofStream(running, streams.getFirst(), select, fromBeginning);
            default ->
                    throw refused(
                            select,
                            "a push query reads one stream; what it joins must be tables",
                            "JOIN",
                            "FROM");
        };
    }

    /// Only streams have the bounds of a window.
    private Plan plan(Select select) {
        try {
            return planner.plan(select.core());
        } catch (Rejected e) {
            if (select.window().isPresent()
                    && String.valueOf(e.getMessage()).contains("'WINDOWSTART' not found")) {
                throw refused(
                        select,
                        "WINDOW needs a stream; a table has only its present",
                        "GROUP",
                        "FROM");
            }
            throw e;
        }
    }

    private Opened ofTables(Plan plan, Select select, boolean fromBeginning) {
        var updating =
                plan.weighsRows() || plan.relations().size() != 1
                        ? new Comparing(
                                plan,
                                plan.relations().stream().<Table<?>>map(this::table).toList(),
                                fromBeginning,
                                reruns(select),
                                System::nanoTime)
                        : rowByRow(plan, select, fromBeginning);
        return new Opened(plan.columns(), updating);
    }

    private Updating rowByRow(Plan plan, Select select, boolean fromBeginning) {
        var relation = plan.relations().getFirst();
        var supply = Supplies.of(table(relation), fromBeginning, settings.pushWaiting());
        return new RowByRow(plan, relation, supply, reruns(select));
    }

    private Table<?> table(Relation relation) {
        return TableInputs.table(tables, relation);
    }

    private Opened ofStream(
            Running running, Relation stream, Select select, boolean fromBeginning) {
        var plan = planner.streamPlan(select.core());
        requireRowByRow(plan, select);
        var supply =
                Supplies.of(tables.events(stream.topic()), fromBeginning, settings.pushWaiting());
        var updating =
                switch (plan) {
                    case StreamPlan.Stateless(var rows) ->
                            new RowByRow(rows, stream, supply, reruns(select));
                    case StreamPlan.Aggregating grouped ->
                            new Aggregating(
                                    grouped,
                                    stream,
                                    supply,
                                    groups(grouped, select),
                                    reruns(select),
                                    running::late);
                };
        return new Opened(plan.columns(), updating);
    }

    private static void requireRowByRow(StreamPlan plan, Select select) {
        var parts =
                switch (plan) {
                    case StreamPlan.Stateless(var rows) -> List.of(rows);
                    case StreamPlan.Aggregating(var before, var _, var after) ->
                            List.of(before, after);
                };
        if (parts.stream().anyMatch(Plan::weighsRows)) {
            throw refused(
                    select,
                    "OVER, ORDER BY, LIMIT before EMIT, DISTINCT, UNION and aggregates of aggregates"
                            + " need a pull query: a stream has no end",
                    "OVER",
                    "ORDER",
                    "LIMIT",
                    "DISTINCT",
                    "UNION",
                    "INTERSECT",
                    "EXCEPT");
        }
        if (parts.stream().anyMatch(Plan::tellsWhatIsMissing)) {
            throw refused(
                    select,
                    "a stream cannot be the optional side of an outer join, nor be asked what it"
                            + " lacks: nobody knows what it will still bring. Put it on the other side,"
                            + " or use JOIN",
                    "LEFT",
                    "RIGHT",
                    "FULL",
                    "NOT");
        }
    }

    private Groups groups(StreamPlan.Aggregating plan, Select select) {
        return new Groups(
                select.window().isPresent() ? plan.grouping() : plan.grouping().withoutWindow(),
                Windows.of(select.window()),
                select.emit() == Emit.FINAL,
                settings.groups());
    }

    private Reruns reruns(Select select) {
        return new Reruns(
                select, settings, clock, whileWaiting -> new TableInputs(tables, whileWaiting));
    }

    /// @param words the place of the first of them that the statement has is told
    private static KsqlError refused(Select select, String why, String... words) {
        return KsqlError.badStatement(
                String.valueOf(select.fault(why, words).getMessage()),
                select.origins().statement());
    }
}
