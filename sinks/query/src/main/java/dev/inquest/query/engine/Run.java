package dev.inquest.query.engine;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import org.apache.calcite.DataContext;
import org.apache.calcite.adapter.java.JavaTypeFactory;
import org.apache.calcite.linq4j.QueryProvider;
import org.apache.calcite.schema.SchemaPlus;
import org.jspecify.annotations.Nullable;

/// One run of a plan: what it reads, its parameters, and who may stop it. Generated code calls it,
/// hence public.
public final class Run implements DataContext {

    private final Inputs inputs;
    private final List<@Nullable Object[]> batch;
    private final Watch watch;
    private final Map<String, Object> values;

    /// Decides whether a run may go on.
    @FunctionalInterface
    public interface Watch {
        /// Called for every row.
        ///
        /// @throws RuntimeException to end the run
        void check();

        /// Called for every row that a join gives.
        ///
        /// @throws RuntimeException to end the run
        default void joined() {
            check();
        }
    }

    Run(
            Inputs inputs,
            List<@Nullable Object[]> batch,
            Watch watch,
            long now,
            Map<String, Object> stashed,
            List<Object> parameters) {
        this.inputs = inputs;
        this.batch = batch;
        this.watch = watch;
        this.values = new HashMap<>(stashed);
        for (var i = 0; i < parameters.size(); i++) {
            values.put("?" + i, parameters.get(i));
        }
        values.put(Variable.UTC_TIMESTAMP.camelName, now);
        values.put(Variable.CURRENT_TIMESTAMP.camelName, now);
        values.put(Variable.LOCAL_TIMESTAMP.camelName, now);
        values.put(Variable.TIME_ZONE.camelName, TimeZone.getTimeZone("UTC"));
        values.put(Variable.LOCALE.camelName, Locale.ROOT);
    }

    Inputs inputs() {
        return inputs;
    }

    List<@Nullable Object[]> batch() {
        return batch;
    }

    void check() {
        watch.check();
    }

    void joined() {
        watch.joined();
    }

    @Override
    public @Nullable Object get(String name) {
        return values.get(name);
    }

    @Override
    public @Nullable SchemaPlus getRootSchema() {
        return null;
    }

    @Override
    public @Nullable JavaTypeFactory getTypeFactory() {
        return null;
    }

    @Override
    public @Nullable QueryProvider getQueryProvider() {
        return null;
    }
}
