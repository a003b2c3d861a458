package dev.inquest.detection.pattern;

import dev.inquest.detection.event.Event.PodRestart;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Counts the restarts of one container, so that a crash loop is told from a restart: at least
/// three in ten minutes, of one pod in one boot.
///
/// @param container pod uid and container name
/// @param bootedAt the boot that they belong to
/// @param count the container's own restart count, by which a repetition is recognised
/// @param restarts their times, newest last, at most eight
record CrashLoop(String container, Instant bootedAt, int count, List<Instant> restarts) {

    static final int RESTARTS = 3;
    static final Duration WITHIN = Duration.ofMinutes(10);
    static final Duration AFTER_BOOT = Duration.ofMinutes(5);

    private static final int MAX_LOOPS = 32;
    private static final int KEPT = 8;
    private static final int SIGTERM = 15;
    private static final int EXIT_OF_SIGTERM = 128 + SIGTERM;

    /// The loop of this container with this restart in it, counted once however often it is told.
    ///
    /// @param loops by container, as they were
    static CrashLoop counting(Map<String, CrashLoop> loops, PodRestart restart, Instant bootedAt) {
        var known = loops.get(name(restart));
        var before =
                known == null || !known.bootedAt().equals(bootedAt)
                        ? begin(restart, bootedAt)
                        : known;
        return before.isRepetition(restart) ? before : before.with(restart);
    }

    /// The loops with this one among them; those that are over are forgotten.
    static Map<String, CrashLoop> remember(
            Map<String, CrashLoop> loops, CrashLoop loop, PodRestart restart) {
        var at = happened(restart);
        var kept = new HashMap<>(loops);
        kept.values().removeIf(other -> other.isOver(at));
        if (kept.size() < MAX_LOOPS || kept.containsKey(loop.container())) {
            kept.put(loop.container(), loop);
        }
        return Map.copyOf(kept);
    }

    private boolean isOver(Instant now) {
        return restarts.isEmpty() || restarts.getLast().plus(WITHIN).isBefore(now);
    }

    private static CrashLoop begin(PodRestart restart, Instant bootedAt) {
        return new CrashLoop(name(restart), bootedAt, 0, List.of());
    }

    static String name(PodRestart restart) {
        return restart.podUid() + "/" + restart.container();
    }

    /// Whether a restart counts at all: an orderly end does not, nor does the bustle after a boot.
    static boolean counts(PodRestart restart, Instant bootedAt) {
        var orderly =
                restart.signal() == SIGTERM
                        || restart.exitCode() == EXIT_OF_SIGTERM
                        || (restart.exitCode() == 0 && restart.signal() == 0);
        return !orderly && !happened(restart).isBefore(bootedAt.plus(AFTER_BOOT));
    }

    /// When it happened, which is earlier than it was told by what the collector held it.
    static Instant happened(PodRestart restart) {
        return restart.at().minus(restart.heldFor());
    }

    /// Whether this restart was told before. A collector that starts anew tells all it has again.
    boolean isRepetition(PodRestart restart) {
        return restart.restartCount() > 0 && restart.restartCount() <= count;
    }

    CrashLoop with(PodRestart restart) {
        var at = happened(restart);
        var recent = new ArrayList<Instant>();
        restarts.stream().filter(before -> before.isAfter(at.minus(WITHIN))).forEach(recent::add);
        recent.add(at);
        var from = Math.max(0, recent.size() - KEPT);
        var kept = List.copyOf(recent.subList(from, recent.size()));
        return new CrashLoop(container, bootedAt, Math.max(count, restart.restartCount()), kept);
    }

    boolean isLooping() {
        return restarts.size() >= RESTARTS;
    }
}
