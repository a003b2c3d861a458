package dev.inquest.collectors.cluster.intent;

import dev.inquest.schemas.wire.Intent;
import dev.inquest.schemas.wire.IntentKind;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Remembers since when each plan for one node has been seen, because a plan explains an absence
/// only if it was there before.
///
/// A plan that disappears and comes back is a new one. Not safe for several threads.
public final class Declared {

    /// Plans told of one node; further ones are left out.
    public static final int MAX = 16;

    private record Plan(IntentKind kind, String reason, String source, Optional<Instant> until) {}

    private Map<Plan, Instant> since = new HashMap<>();

    /// What was told of this node before this collector started.
    public void remember(Collection<Intent> told) {
        told.forEach(intent -> since.put(plan(intent), intent.getDeclaredAt()));
    }

    /// The plans seen now, each with the moment since which it has been seen, or the later moment
    /// at which it begins.
    public List<Intent> declare(Collection<Sign> signs, Instant now) {
        var present = new LinkedHashMap<Plan, Instant>();
        for (var sign : signs) {
            var seen = since.getOrDefault(plan(sign), now);
            var from = sign.from().filter(seen::isBefore).orElse(seen);
            present.putIfAbsent(plan(sign), from);
        }
        since = present;
        return present.entrySet().stream()
                .limit(MAX)
                .map(entry -> intent(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static Plan plan(Sign sign) {
        return new Plan(sign.kind(), sign.reason(), sign.source(), sign.until());
    }

    private static Plan plan(Intent told) {
        return new Plan(
                told.getKind(),
                told.getReason(),
                told.getSource(),
                Optional.ofNullable(told.getUntil()));
    }

    private static Intent intent(Plan plan, Instant declaredAt) {
        return Intent.newBuilder()
                .setKind(plan.kind())
                .setReason(plan.reason())
                .setSource(plan.source())
                .setDeclaredAt(declaredAt)
                .setUntil(plan.until().orElse(null))
                .build();
    }
}
