package dev.inquest.query.run;

import dev.inquest.query.answer.KsqlError;
import dev.inquest.query.engine.Run;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/// Ends a pull query that takes too long, or that nobody waits for any longer.
final class Deadline implements Run.Watch {

    private static final int LOOK_EVERY = 1_024;

    private final long end;
    private final Duration patience;
    private final String statement;
    private final AtomicBoolean cancelled = new AtomicBoolean();
    private int rows;

    Deadline(Duration patience, String statement) {
        this.end = System.nanoTime() + patience.toNanos();
        this.patience = patience;
        this.statement = statement;
    }

    @Override
    public void check() {
        if (cancelled.get()) {
            throw KsqlError.badStatement("the query was ended", statement);
        }
        if (++rows % LOOK_EVERY == 0) {
            checkTime();
        }
    }

    void checkTime() {
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

    void cancel() {
        cancelled.set(true);
    }
}
