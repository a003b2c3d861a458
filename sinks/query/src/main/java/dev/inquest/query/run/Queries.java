package dev.inquest.query.run;

import dev.inquest.query.answer.KsqlError;
import dev.inquest.query.answer.KsqlError.Code;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/// Every query that runs at present.
public final class Queries {

    private static final long ANSWERED_FIRST_MS = 50;
    private static final Executor THREADS = Executors.newVirtualThreadPerTaskExecutor();

    private final Map<String, Running> running = new ConcurrentHashMap<>();
    private final AtomicInteger pushes = new AtomicInteger();
    private final LongAdder late = new LongAdder();
    private final AtomicLong numbers = new AtomicLong();
    private final int pushesAtMost;
    private final InstantSource clock;
    private final String instance;

    public Queries(int pushesAtMost, InstantSource clock) {
        this.pushesAtMost = pushesAtMost;
        this.clock = clock;
        // Ids of another run of this program are never those of this one.
        this.instance = Long.toString(clock.millis(), Character.MAX_RADIX);
    }

    /// Takes a query in; whoever does must see to it that it leaves.
    ///
    /// @throws KsqlError when it is one push query too many
    public Running enter(String statement, boolean push) {
        if (push && pushes.incrementAndGet() > pushesAtMost) {
            pushes.decrementAndGet();
            throw KsqlError.of(
                    Code.TOO_MANY_PUSH_QUERIES,
                    "there are "
                            + pushesAtMost
                            + " push queries already, which is the most there may be");
        }
        var id =
                "%s_%s_%d"
                        .formatted(
                                push ? "transient" : "query", instance, numbers.incrementAndGet());
        var query = new Running(id, statement, push, clock.instant(), late::add);
        running.put(id, query);
        return query;
    }

    public void leave(Running query) {
        if (forget(query)) {
            query.end();
        }
    }

    private boolean forget(Running query) {
        var known = running.remove(query.id()) != null;
        if (known && query.isPush()) {
            pushes.decrementAndGet();
        }
        return known;
    }

    /// Ends a query for somebody who asked for it. It is off the list at once; its rows end a
    /// moment later, because clients hang up when they do, and would miss that they were heard.
    ///
    /// @return false when there is none of that id
    public boolean end(String id) {
        var query = running.get(id);
        if (query == null || !forget(query)) {
            return false;
        }
        // To end one may take seconds, so it has a thread of its own.
        CompletableFuture.delayedExecutor(ANSWERED_FIRST_MS, TimeUnit.MILLISECONDS, THREADS)
                .execute(query::end);
        return true;
    }

    public Collection<Running> all() {
        return List.copyOf(running.values());
    }

    /// Records of all queries there have been that came after their windows were over.
    public long late() {
        return late.sum();
    }

    public int pushes() {
        return pushes.get();
    }
}
