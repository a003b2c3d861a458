package dev.inquest.standalone.demo;

import dev.inquest.schemas.wire.Clock;
import dev.inquest.schemas.wire.Finding;
import dev.inquest.schemas.wire.NodeChange;
import dev.inquest.schemas.wire.Transition;
import dev.inquest.standalone.demo.story.Chapter;
import dev.inquest.standalone.demo.summary.DetectionClock;
import dev.inquest.standalone.demo.summary.NotPaged;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Listens to what detection says, passes it on to people and remembers it for the end. It is fed
/// by one thread per topic.
final class Audience {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition heard = lock.newCondition();
    private final Telling telling;
    private final DetectionClock clock;
    private final Queue<Chapter> chapters;
    private final NotPaged notPaged = new NotPaged();
    private final Map<String, Finding> findings = new LinkedHashMap<>();
    private long words;

    Audience(Telling telling, int partitions, List<Chapter> chapters) {
        this.telling = telling;
        this.clock = new DetectionClock(partitions);
        this.chapters = new ArrayDeque<>(chapters);
    }

    /// Detection says something about a node or about the time.
    void hear(Transition transition) {
        locked(() -> {
            switch (transition.getChange()) {
                case NodeChange change -> {
                    notPaged.add(change);
                    telling.change(change);
                }
                case Clock time -> {
                    clock.add(time);
                    tellChapters();
                }
                default -> throw new IllegalStateException("not a transition: " + transition);
            }
        });
    }

    /// Detection opens, revises or resolves a finding.
    void hear(Finding finding) {
        locked(() -> {
            var before = findings.put(finding.getId(), finding);
            if (before == null || before.getRevision() < finding.getRevision()) {
                telling.finding(finding);
            }
        });
    }

    private void tellChapters() {
        var now = clock.now().map(at -> Duration.between(telling.start(), at));
        while (!chapters.isEmpty()
                && now.filter(at -> at.compareTo(chapters.peek().at()) >= 0).isPresent()) {
            telling.chapter(chapters.remove());
        }
    }

    private void locked(Runnable work) {
        lock.lock();
        try {
            work.run();
            words++;
            heard.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Waits until detection has reached a moment in every partition.
    ///
    /// @return false if it has not come so far within the patience
    boolean awaitReached(Instant moment, Duration patience) throws InterruptedException {
        lock.lock();
        try {
            var left = patience.toNanos();
            while (clock.now().filter(now -> !now.isBefore(moment)).isEmpty()) {
                if (left <= 0) {
                    return false;
                }
                left = heard.awaitNanos(left);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /// Waits until nothing has been said for a while, but no longer than the patience lasts.
    void awaitQuiet(Duration quiet, Duration patience) throws InterruptedException {
        lock.lock();
        try {
            var left = patience.toNanos();
            var before = -1L;
            while (before != words && left > 0) {
                before = words;
                left -= quiet.toNanos() - awaitSilence(quiet);
            }
        } finally {
            lock.unlock();
        }
    }

    private long awaitSilence(Duration quiet) throws InterruptedException {
        var before = words;
        var left = quiet.toNanos();
        while (words == before && left > 0) {
            left = heard.awaitNanos(left);
        }
        return Math.max(0, left);
    }

    /// All findings in the order in which they opened, each as it stands.
    Collection<Finding> findings() {
        lock.lock();
        try {
            return List.copyOf(findings.values());
        } finally {
            lock.unlock();
        }
    }

    /// Who was away without anybody being woken; nothing is added to it once detection is quiet.
    NotPaged notPaged() {
        return notPaged;
    }
}
