package dev.inquest.query.run;

import dev.inquest.query.answer.KsqlError;
import dev.inquest.query.engine.Run;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/// Ends a run that takes too long, joins too much, or that nobody waits for any longer.
public final class Deadline implements Run.Watch {

    private static final int LOOK_EVERY = 1_024;

    private final long end;
    private final Duration patience;
    private final long joinedAtMost;
    private final String statement;
    private final AtomicBoolean cancelled = new AtomicBoolean();
    private int rows;
    private long joined;

    /// @param joinedAtMost rows that all joins together may give
    public Deadline(Duration patience, long joinedAtMost, String statement) {
        this.end = System.nanoTime() + patience.toNanos();
        this.patience = patience;
        this.joinedAtMost = joinedAtMost;
        this.statement = statement;
    }

    @Override
    public void check() {
        checkCancelled();
        if (++rows % LOOK_EVERY == 0) {
            checkTime();
        }
    }

    @Override
    public void joined() {
        check();
        if (++joined > joinedAtMost) {
            throw KsqlError.badStatement(
                    "the joins give more than "
                            + joinedAtMost
                            + " rows; join on equal keys, or narrow down what is joined with WHERE",
                    statement);
        }
    }

    /// Looks at the clock whatever came before, for those who wait for rows.
    public void checkNow() {
        checkCancelled();
        checkTime();
    }

    private void checkCancelled() {
        if (cancelled.get()) {
            throw KsqlError.badStatement("the query was ended", statement);
        }
    }

    private void checkTime() {
        if (left().isNegative()) {
            throw KsqlError.badStatement(
                    "the query was stopped after "
                            + patience.toMillis()
                            + " ms; narrow it down, for example with WHERE on the key or with LIMIT",
                    statement);
        }
    }

    Duration left() {
        return Duration.ofNanos(end - System.nanoTime());
    }

    /// Ends the run at its next row. Anybody may call it.
    public void cancel() {
        cancelled.set(true);
    }
}
