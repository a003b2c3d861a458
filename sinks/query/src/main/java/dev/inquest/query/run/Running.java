package dev.inquest.query.run;

import java.time.Instant;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;

/// A query that runs, so that others can see and end it.
public final class Running {

    private final String id;
    private final String statement;
    private final boolean push;
    private final Instant since;
    private final AtomicBoolean ended = new AtomicBoolean();
    private final CopyOnWriteArrayList<Runnable> onEnd = new CopyOnWriteArrayList<>();

    Running(String id, String statement, boolean push, Instant since) {
        this.id = id;
        this.statement = statement;
        this.push = push;
        this.since = since;
    }

    public String id() {
        return id;
    }

    public String statement() {
        return statement;
    }

    public boolean isPush() {
        return push;
    }

    public Instant since() {
        return since;
    }

    /// What to do when somebody ends it; done at once when somebody has.
    public void onEnd(Runnable action) {
        onEnd.add(action);
        if (ended.get()) {
            action.run();
        }
    }

    boolean isEnded() {
        return ended.get();
    }

    void end() {
        if (ended.compareAndSet(false, true)) {
            onEnd.forEach(Runnable::run);
        }
    }
}
