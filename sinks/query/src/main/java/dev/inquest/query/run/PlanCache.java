package dev.inquest.query.run;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;

/// Keeps the plans that were used last, and lets many who ask for the same new plan wait for one
/// who makes it. What cannot be planned is not kept.
final class PlanCache<P> {

    private final int most;
    private final Function<String, P> planner;
    private final Map<String, CompletableFuture<P>> plans = new LinkedHashMap<>(16, 0.75f, true);

    PlanCache(int most, Function<String, P> planner) {
        this.most = most;
        this.planner = planner;
    }

    P plan(String sql) {
        CompletableFuture<P> plan;
        var mine = false;
        synchronized (plans) {
            var known = plans.get(sql);
            mine = known == null;
            plan = known == null ? new CompletableFuture<>() : known;
            if (mine) {
                plans.put(sql, plan);
                if (plans.size() > most) {
                    plans.remove(plans.keySet().iterator().next());
                }
            }
        }
        return mine ? made(sql, plan) : awaited(plan);
    }

    private P made(String sql, CompletableFuture<P> plan) {
        try {
            var made = planner.apply(sql);
            plan.complete(made);
            return made;
        } catch (RuntimeException | Error e) {
            synchronized (plans) {
                plans.remove(sql, plan);
            }
            plan.completeExceptionally(e);
            throw e;
        }
    }

    private static <P> P awaited(CompletableFuture<P> plan) {
        try {
            return plan.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof Error cause) {
                throw cause;
            }
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    int size() {
        synchronized (plans) {
            return plans.size();
        }
    }
}
