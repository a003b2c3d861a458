package dev.inquest.query.run;

import java.time.Instant;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongConsumer;

/// A query that runs, so that others can see and end it.
public final class Running {

    private final String id;
    private final String statement;
    private final boolean push;
    private final Instant since;
    private final LongConsumer allLate;
    private final LongAdder late = new LongAdder();
    private final AtomicBoolean ended = new AtomicBoolean();
    private final CopyOnWriteArrayList<Runnable> onEnd = new CopyOnWriteArrayList<>();

    /// @param allLate told of what [#late(long)] is
    Running(String id, String statement, boolean push, Instant since, LongConsumer allLate) {
        this.id = id;
        this.statement = statement;
        this.push = push;
        this.since = since;
        this.allLate = allLate;
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

    /// Counts records that came after their windows were over, and so are in no answer.
    public void late(long more) {
        late.add(more);
        allLate.accept(more);
    }

    /// Records that came after their windows were over.
    public long late() {
        return late.sum();
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
