package dev.inquest.query.push;

import dev.inquest.query.answer.KsqlError;
import dev.inquest.query.answer.QuerySettings;
import dev.inquest.query.catalog.Relation;
import dev.inquest.query.engine.Inputs;
import dev.inquest.query.engine.OutputColumn;
import dev.inquest.query.engine.Plan;
import dev.inquest.query.engine.Planner;
import dev.inquest.query.engine.StreamPlan;
import dev.inquest.query.sql.Select;
import dev.inquest.query.sql.Select.Emit;
import dev.inquest.tables.Table;
import dev.inquest.tables.Tables;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/// Decides how a push query is kept up to date.
public final class Pushes {

    private final Tables tables;
    private final Planner planner;
    private final QuerySettings settings;
    private final InstantSource clock;
    private final Function<Tables, Inputs> present;

    /// What a push query gives, and how.
    record Opened(List<OutputColumn> columns, Updating updating) {}

    /// @param present everything as it is at one moment
    public Pushes(
            Tables tables,
            Planner planner,
            QuerySettings settings,
            InstantSource clock,
            Function<Tables, Inputs> present) {
        this.tables = tables;
        this.planner = planner;
        this.settings = settings;
        this.clock = clock;
        this.present = present;
    }

    /// Opens a push query.
    ///
    /// @param fromBeginning whether it tells what is there already
    /// @throws KsqlError when such a query cannot be kept up to date
    /// @throws dev.inquest.query.engine.Rejected when it cannot be planned
    public PushAnswer open(String queryId, Select select, boolean fromBeginning) {
        var opened = opened(select, fromBeginning);
        return new PushAnswer(queryId, opened.columns(), opened.updating(), select.limit());
    }

    private Opened opened(Select select, boolean fromBeginning) {
        var plan = planner.plan(select.core());
        var streams = plan.relations().stream().filter(one -> !one.isTable()).toList();
        return switch (streams.size()) {
            case 0 -> ofTables(plan, select, fromBeginning);
            case 1 -> ofStream(streams.getFirst(), select, fromBeginning);
            default ->
                    throw refused(
                            select, "a push query reads one stream; what it joins must be tables");
        };
    }

    private Opened ofTables(Plan plan, Select select, boolean fromBeginning) {
        if (select.window().isPresent()) {
            throw refused(select, "WINDOW needs a stream; a table has only its present");
        }
        var updating =
                plan.weighsRows() || plan.relations().size() != 1
                        ? new Comparing(
                                plan,
                                plan.relations().stream().<Table<?>>map(this::table).toList(),
                                settings.rows(),
                                fromBeginning,
                                this::present,
                                around(select))
                        : rowByRow(plan, select, fromBeginning);
        return new Opened(plan.columns(), updating);
    }

    private Updating rowByRow(Plan plan, Select select, boolean fromBeginning) {
        var relation = plan.relations().getFirst();
        var supply = Supplies.of(table(relation), fromBeginning, settings.pushWaiting());
        return new RowByRow(plan, relation, supply, this::present, around(select));
    }

    private Table<?> table(Relation relation) {
        return tables.all().stream()
                .filter(table -> table.topic().name().equals(relation.topic().name()))
                .findFirst()
                .orElseThrow();
    }

    private Opened ofStream(Relation stream, Select select, boolean fromBeginning) {
        var plan = planner.streamPlan(select.core());
        requireNoOrder(plan, select);
        var supply =
                Supplies.of(tables.events(stream.topic()), fromBeginning, settings.pushWaiting());
        var updating =
                switch (plan) {
                    case StreamPlan.Stateless(var rows) ->
                            new RowByRow(rows, stream, supply, this::present, around(select));
                    case StreamPlan.Aggregating grouped ->
                            new Aggregating(
                                    grouped,
                                    stream,
                                    supply,
                                    groups(grouped, select),
                                    this::present,
                                    around(select));
                };
        return new Opened(plan.columns(), updating);
    }

    private static void requireNoOrder(StreamPlan plan, Select select) {
        var weighs =
                switch (plan) {
                    case StreamPlan.Stateless(var rows) -> rows.weighsRows();
                    case StreamPlan.Aggregating(var before, var _, var after) ->
                            before.weighsRows() || after.weighsRows();
                };
        if (weighs) {
            throw refused(
                    select,
                    "ORDER BY, DISTINCT, UNION and aggregates of aggregates need a pull query: a stream has no end");
        }
    }

    private Groups groups(StreamPlan.Aggregating plan, Select select) {
        return new Groups(
                plan.grouping(),
                Windows.of(select.window()),
                select.emit() == Emit.FINAL,
                settings.groups());
    }

    private Inputs present() {
        return present.apply(tables);
    }

    private Supplier<Plan.Circumstances> around(Select select) {
        return () -> new Plan.Circumstances(select.parameters(), () -> {}, clock.millis());
    }

    private static KsqlError refused(Select select, String why) {
        return KsqlError.badStatement(why, select.origins().statement());
    }
}
