package dev.inquest.collectors.aftermath;

import dev.inquest.collectors.host.StateFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/// What was published already, by fingerprint, kept over a restart: the last 4,096.
///
/// A fingerprint is kept once Kafka has accepted what it stands for; while that is under way it
/// counts as seen, and should it fail, as never seen.
final class SeenFiles {

    private static final int MAX = 4096;

    private final StateFile file;
    private final Deque<String> accepted = new ArrayDeque<>();
    private final Set<String> known = new HashSet<>();
    private boolean changed = false;

    SeenFiles(Path path) {
        this.file = new StateFile(path);
        file.read().stream().filter(line -> !line.isBlank()).forEach(this::keep);
    }

    synchronized boolean contains(String fingerprint) { // guards known
        return known.contains(fingerprint);
    }

    synchronized boolean containsAll(Collection<String> fingerprints) { // guards known
        return known.containsAll(fingerprints);
    }

    /// These are under way.
    void addWhen(CompletableFuture<Void> delivered, List<String> fingerprints) {
        synchronized (this) { // guards known
            known.addAll(fingerprints);
        }
        var _ = delivered.whenComplete((_, failure) -> settle(fingerprints, failure == null));
    }

    private synchronized void settle(List<String> fingerprints, boolean arrived) { // guards all
        if (arrived) {
            fingerprints.forEach(this::keep);
            changed = true;
        } else {
            fingerprints.forEach(known::remove);
        }
    }

    private void keep(String fingerprint) {
        known.add(fingerprint);
        accepted.addLast(fingerprint);
        if (accepted.size() > MAX) {
            known.remove(accepted.removeFirst());
        }
    }

    /// Keeps what was accepted since the last time.
    void save() throws IOException {
        var lines = lines();
        if (lines.isPresent()) {
            file.write(lines.get());
        }
    }

    private synchronized Optional<List<String>> lines() { // guards accepted and changed
        if (!changed) {
            return Optional.empty();
        }
        changed = false;
        return Optional.of(List.copyOf(accepted));
    }
}
