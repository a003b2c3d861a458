package dev.inquest.detection.pattern;

import dev.inquest.detection.event.Event.PodRestart;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Counts the restarts of one container, so that a crash loop is told from a restart: at least
/// three in ten minutes, of one pod in one boot.
///
/// @param container pod uid and container name
/// @param bootedAt the boot that they belong to
/// @param restarts their times, newest last, at most eight
record CrashLoop(String container, Instant bootedAt, List<Instant> restarts) {

    static final int RESTARTS = 3;
    static final Duration WITHIN = Duration.ofMinutes(10);
    static final Duration AFTER_BOOT = Duration.ofMinutes(5);

    private static final int KEPT = 8;
    private static final int SIGTERM = 15;
    private static final int EXIT_OF_SIGTERM = 128 + SIGTERM;

    static CrashLoop begin(PodRestart restart, Instant bootedAt) {
        return new CrashLoop(name(restart), bootedAt, List.of());
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
        return !orderly && !restart.at().isBefore(bootedAt.plus(AFTER_BOOT));
    }

    CrashLoop with(Instant restart) {
        var recent = new ArrayList<Instant>();
        restarts.stream().filter(at -> at.isAfter(restart.minus(WITHIN))).forEach(recent::add);
        recent.add(restart);
        var from = Math.max(0, recent.size() - KEPT);
        return new CrashLoop(container, bootedAt, List.copyOf(recent.subList(from, recent.size())));
    }

    boolean isLooping() {
        return restarts.size() >= RESTARTS;
    }
}
