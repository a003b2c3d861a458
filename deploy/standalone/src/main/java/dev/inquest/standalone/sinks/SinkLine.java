package dev.inquest.standalone.sinks;

import dev.inquest.schemas.wire.SinkStatus;
import dev.inquest.sinks.delivery.SinkHealth;
import java.time.Duration;
import java.time.Instant;
import java.util.StringJoiner;

/// How a sink stands, in words.
public final class SinkLine {

    /// A sink that runs says so every ten seconds.
    private static final Duration SILENT_AFTER = Duration.ofSeconds(30);

    private SinkLine() {}

    /// One line about a sink that may run anywhere.
    public static String of(SinkStatus status, Instant now) {
        var line = new StringJoiner(", ");
        line.add("%s to %s".formatted(status.getKind(), status.getReceiver()));
        line.add(status.getSends() ? "sends" : "shadow: sends nothing, logs \"would page\"");
        if (!isRunning(status, now)) {
            line.add("nobody runs it, last heard of" + since(status.getAt(), now));
        }
        if (isBehind(status)) {
            line.add(
                    "behind for %s by %d%s"
                            .formatted(
                                    passed(status.getBehindSince(), now),
                                    status.getWaiting() + status.getUnread(),
                                    status.getWhy().isEmpty() ? "" : ": " + status.getWhy()));
        } else {
            line.add("up to date");
        }
        if (status.getLastAccepted() != null) {
            line.add("last taken" + since(status.getLastAccepted(), now));
        }
        if (status.getDeadLetters() > 0) {
            line.add(status.getDeadLetters() + " dead letters");
        }
        return line.toString();
    }

    /// Whether somebody should look at it.
    public static boolean isTrouble(SinkStatus status, Instant now) {
        return !isRunning(status, now) || isBehind(status) || status.getDeadLetters() > 0;
    }

    /// Whether it runs.
    public static boolean isRunning(SinkStatus status, Instant now) {
        return !status.getClosed() && status.getAt().plus(SILENT_AFTER).isAfter(now);
    }

    private static boolean isBehind(SinkStatus status) {
        return status.getBehindSince() != null;
    }

    static String left(SinkHealth health) {
        return Long.toString(health.waiting() + health.unread());
    }

    static String why(SinkHealth health) {
        return health.why().isEmpty() ? "" : ": " + health.why();
    }

    private static String since(Instant at, Instant now) {
        return " %s ago".formatted(passed(at, now));
    }

    private static String passed(Instant at, Instant now) {
        var passed = Duration.between(at, now);
        if (passed.toMinutes() < 2) {
            return "%d s".formatted(Math.max(0, passed.toSeconds()));
        }
        return passed.toHours() < 2
                ? "%d min".formatted(passed.toMinutes())
                : "%d h".formatted(passed.toHours());
    }
}
