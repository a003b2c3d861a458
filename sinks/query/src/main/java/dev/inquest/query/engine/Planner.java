package dev.inquest.query.engine;

import dev.inquest.query.catalog.Catalog;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.function.Supplier;
import org.apache.calcite.adapter.enumerable.EnumerableConvention;
import org.apache.calcite.adapter.enumerable.EnumerableInterpretable;
import org.apache.calcite.adapter.enumerable.EnumerableRel;
import org.apache.calcite.adapter.enumerable.EnumerableRules;
import org.apache.calcite.plan.ConventionTraitDef;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelCollationTraitDef;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelRoot;
import org.apache.calcite.rel.metadata.JaninoRelMetadataProvider;
import org.apache.calcite.rel.metadata.RelMetadataQueryBase;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.runtime.CalciteContextException;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParseException;
import org.apache.calcite.sql.parser.SqlParser;
import org.apache.calcite.sql.util.SqlShuttle;
import org.apache.calcite.sql2rel.SqlToRelConverter;
import org.apache.calcite.sql2rel.StandardConvertletTable;
import org.apache.calcite.tools.Programs;

/// Makes plans of SELECTs. Every call plans anew; who wants to keep plans keeps them.
public final class Planner {

    private final Dialect dialect;

    public Planner(Catalog catalog) {
        this.dialect = new Dialect(catalog);
    }

    /// Plans a SELECT, with `?` for its parameters.
    ///
    /// @throws Rejected when it is malformed, or names what does not exist, or mixes types
    public Plan plan(String select) {
        return rejecting(() -> {
            var logical = logical(select);
            return compiled(logical.rel, names(logical));
        });
    }

    /// Plans a SELECT that is to be answered as records come in.
    ///
    /// @throws Rejected as for [#plan(String)]
    public StreamPlan streamPlan(String select) {
        return rejecting(() -> {
            var logical = logical(select);
            var names = names(logical);
            return AggregateSplit.of(logical.rel)
                    .<StreamPlan>map(split ->
                            new StreamPlan.Aggregating(
                                    compiled(split.before(), split.beforeNames()),
                                    split.grouping(),
                                    compiled(split.after(), names)))
                    .orElseGet(() -> new StreamPlan.Stateless(compiled(logical.rel, names)));
        });
    }

    private static <T> T rejecting(Supplier<T> planning) {
        try {
            return planning.get();
        } catch (CalciteContextException e) {
            throw new Rejected(message(e), e.getPosLine(), e.getPosColumn(), e);
        } catch (Rejected e) {
            throw e;
        } catch (ExceptionInInitializerError e) {
            // Generated code computes constants when its class is loaded.
            throw new Rejected("a value cannot be computed: " + message(e), 0, 0, e);
        } catch (RuntimeException | VirtualMachineError | AssertionError | LinkageError e) {
            throw new Rejected("cannot be planned: " + message(e), 0, 0, e);
        }
    }

    private static String message(Throwable e) {
        var cause = e.getCause() == null ? e : e.getCause();
        if (cause instanceof StackOverflowError) {
            return "it is nested too deeply, or has too many parts in a row; for a list of values use IN";
        }
        var message = cause.getMessage() == null ? cause.toString() : cause.getMessage();
        return message.lines().findFirst().orElse("");
    }

    private RelRoot logical(String select) {
        var types = dialect.types();
        var reader = dialect.reader(types);
        var planner = new RootPlanner();
        planner.addRelTraitDef(ConventionTraitDef.INSTANCE);
        planner.addRelTraitDef(RelCollationTraitDef.INSTANCE);
        RelOptUtil.registerDefaultRules(planner, false, false);
        planner.addRule(new SoughtRowsRule());
        // It sorts both sides first: a stream has no end, and a table would be sorted per batch.
        planner.removeRule(EnumerableRules.ENUMERABLE_MERGE_JOIN_RULE);
        var cluster = RelOptCluster.create(planner, new RexBuilder(types));
        RelMetadataQueryBase.THREAD_PROVIDERS.set(
                JaninoRelMetadataProvider.of(cluster.getMetadataProvider()));
        var validator = dialect.validator(reader, types);
        var query = validator.validate(parsed(select));
        Comparisons.requireOfOneKind(query, validator);
        var converter =
                new SqlToRelConverter(
                        (_, _, _, _) -> {
                            throw new UnsupportedOperationException("there are no views");
                        },
                        validator,
                        reader,
                        cluster,
                        StandardConvertletTable.INSTANCE,
                        SqlToRelConverter.config().withExpand(false));
        var root = converter.convertQuery(query, false, true);
        return root.withRel(root.project(true));
    }

    private SqlNode parsed(String select) {
        try {
            var node = SqlParser.create(select, dialect.parser()).parseQuery();
            var query = rewritten(rewritten(node, new Stars(dialect.catalog())), new Like());
            ColumnNames.requireDifferent(query);
            NaturalJoins.refuse(query);
            return query;
        } catch (SqlParseException e) {
            var at = e.getPos();
            throw new Rejected(
                    message(e),
                    at == null ? 0 : at.getLineNum(),
                    at == null ? 0 : at.getColumnNum(),
                    e);
        }
    }

    private static SqlNode rewritten(SqlNode query, SqlShuttle shuttle) {
        var rewritten = query.accept(shuttle);
        return rewritten == null ? query : rewritten;
    }

    private static Plan compiled(RelNode logical, List<String> names) {
        var cluster = logical.getCluster();
        var traits = logical.getTraitSet().replace(EnumerableConvention.INSTANCE).simplify();
        var physical =
                (EnumerableRel)
                        Programs.standard(cluster.getMetadataProvider())
                                .run(cluster.getPlanner(), logical, traits, List.of(), List.of());
        var stashed = new HashMap<String, Object>();
        var bindable =
                EnumerableInterpretable.toBindable(
                        stashed,
                        null,
                        (EnumerableRel) Gauge.behindJoins(physical),
                        EnumerableRel.Prefer.ARRAY);
        var columns = new ArrayList<OutputColumn>();
        var fields = physical.getRowType().getFieldList();
        for (var i = 0; i < names.size(); i++) {
            columns.add(new OutputColumn(names.get(i), Types.of(fields.get(i).getType())));
        }
        return new Plan(
                bindable, stashed, columns, Shape.of(physical), RelOptUtil.toString(physical));
    }

    /// Names as the statement gives them; what has none is KSQL_COL_0 and so on.
    private static List<String> names(RelRoot root) {
        var names = new ArrayList<String>();
        var unnamed = 0;
        for (var field : root.fields) {
            var name = field.getValue();
            names.add(name.startsWith("EXPR$") ? "KSQL_COL_" + unnamed++ : name);
        }
        var seen = new HashSet<String>();
        for (var name : names) {
            if (!seen.add(name)) {
                throw ColumnNames.refused(name, 0, 0);
            }
        }
        return names;
    }
}
