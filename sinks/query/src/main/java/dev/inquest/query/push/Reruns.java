package dev.inquest.query.push;

import dev.inquest.query.answer.KsqlError;
import dev.inquest.query.answer.QuerySettings;
import dev.inquest.query.engine.Inputs;
import dev.inquest.query.engine.Plan;
import dev.inquest.query.run.Deadline;
import dev.inquest.query.run.Faults;
import dev.inquest.query.sql.Select;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Runs the plans of one push query, over and over: each run has a deadline and a bound on its
/// rows, and ends when the query does.
final class Reruns implements AutoCloseable {

    private final Select select;
    private final QuerySettings settings;
    private final InstantSource clock;
    private final Function<Runnable, Inputs> present;
    private final AtomicReference<Deadline> current;
    private volatile boolean closed;

    /// @param present everything as it is at one moment; what it is given is called while it waits
    Reruns(
            Select select,
            QuerySettings settings,
            InstantSource clock,
            Function<Runnable, Inputs> present) {
        this.select = select;
        this.settings = settings;
        this.clock = clock;
        this.present = present;
        this.current = new AtomicReference<>(deadline());
    }

    private Deadline deadline() {
        return new Deadline(settings.deadline(), settings.joinedRows(), statement());
    }

    private String statement() {
        return select.origins().statement();
    }

    /// Everything as it is now.
    Inputs present() {
        return present.apply(() -> current.get().checkNow());
    }

    List<@Nullable Object[]> run(Plan plan, Inputs inputs) {
        return run(plan, inputs, List.of());
    }

    /// All rows of one run.
    ///
    /// @throws KsqlError when it takes too long, gives too much, or the query has ended
    List<@Nullable Object[]> run(Plan plan, Inputs inputs, List<@Nullable Object[]> batch) {
        var deadline = begun();
        var around = new Plan.Circumstances(select.parameters(), deadline, clock.millis());
        var all = new ArrayList<@Nullable Object[]>();
        try (var rows = plan.run(inputs, batch, around)) {
            while (rows.next()) {
                deadline.check();
                requireRoom(all.size());
                all.add(rows.row());
            }
            return all;
        } catch (RuntimeException | LinkageError | VirtualMachineError e) {
            throw Faults.whileRunning(e, statement());
        }
    }

    private Deadline begun() {
        var deadline = deadline();
        current.set(deadline);
        if (closed) {
            deadline.cancel();
        }
        return deadline;
    }

    private void requireRoom(int taken) {
        if (taken >= settings.rows()) {
            throw KsqlError.badStatement(
                    "the answer has more than "
                            + settings.rows()
                            + " rows, too many to be kept up to date",
                    statement());
        }
    }

    /// Ends the run that goes on, if one does, and all later ones.
    @Override
    public void close() {
        closed = true;
        current.get().cancel();
    }
}
