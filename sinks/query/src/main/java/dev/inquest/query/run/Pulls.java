package dev.inquest.query.run;

import dev.inquest.query.answer.KsqlError;
import dev.inquest.query.answer.KsqlError.Code;
import dev.inquest.query.answer.QuerySettings;
import dev.inquest.query.catalog.JsonCells;
import dev.inquest.query.engine.OutputColumn;
import dev.inquest.query.engine.Plan;
import dev.inquest.query.engine.Planner;
import dev.inquest.query.sql.Select;
import dev.inquest.tables.Tables;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;

/// Answers pull queries.
public final class Pulls {

    private final Tables tables;
    private final QuerySettings settings;
    private final InstantSource clock;
    private final PlanCache<Plan> plans;
    private final Turns turns;
    private final Room room;

    public Pulls(Tables tables, Planner planner, QuerySettings settings, InstantSource clock) {
        this.tables = tables;
        this.settings = settings;
        this.clock = clock;
        this.plans = new PlanCache<>(settings.plans(), planner::plan);
        this.turns = new Turns(settings.running(), settings.waiting());
        this.room = new Room(settings.answersBytes());
    }

    /// Bytes of answers that wait to be read.
    public long bytesWaiting() {
        return room.taken();
    }

    public int plansKept() {
        return plans.size();
    }

    /// Plans or opens something; a fault is told at its place in the statement.
    ///
    /// @throws KsqlError when there is one
    public <T> T told(Select select, Supplier<T> opening) {
        return Faults.told(select, opening);
    }

    /// The plan of a query, for EXPLAIN.
    public Plan plan(Select select) {
        return Faults.told(select, () -> plans.plan(select.core()));
    }

    /// Computes the whole answer.
    ///
    /// @throws KsqlError when the query is wrong, takes too long or returns too much, or the server
    ///   is saturated
    public PullAnswer answer(Running running, Select select) throws InterruptedException {
        var deadline =
                new Deadline(settings.deadline(), settings.joinedRows(), running.statement());
        running.onEnd(deadline::cancel);
        turns.begin(deadline.left());
        try {
            return computed(running, select, deadline);
        } finally {
            turns.end();
        }
    }

    private PullAnswer computed(Running running, Select select, Deadline deadline) {
        var plan = plan(select);
        var answer = new PullAnswer(running.id(), plan.columns(), room);
        var complete = false;
        try {
            fill(answer, plan, select, deadline);
            complete = true;
            return answer;
        } catch (KsqlError e) {
            throw e;
        } catch (KafkaException e) {
            throw KsqlError.of(Code.SERVER_ERROR, "Kafka: " + e.getMessage(), running.statement());
        } catch (RuntimeException | LinkageError | VirtualMachineError e) {
            throw Faults.whileRunning(e, running.statement());
        } finally {
            if (!complete) {
                answer.close();
            }
        }
    }

    private void fill(PullAnswer answer, Plan plan, Select select, Deadline deadline) {
        var types = plan.columns().stream().map(OutputColumn::type).toList();
        var around =
                new Plan.Circumstances(
                        select.parameters(), deadline, clock.instant().toEpochMilli());
        try (var rows = plan.run(new TableInputs(tables, deadline::checkNow), around)) {
            while (rows.next()) {
                deadline.check();
                if (answer.size() >= settings.rows()) {
                    throw KsqlError.badStatement(
                            "the answer has more than "
                                    + settings.rows()
                                    + " rows; ask for fewer with WHERE or LIMIT",
                            select.origins().statement());
                }
                answer.add(JsonCells.text(rows.row(), types));
            }
        }
    }
}
