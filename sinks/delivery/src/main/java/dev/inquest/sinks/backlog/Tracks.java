package dev.inquest.sinks.backlog;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/// The tracks of all findings, how many notices wait in them, and how far the topic is done.
final class Tracks {

    private final Map<String, Track> tracks = new HashMap<>();
    private final Map<String, Track> busy = new LinkedHashMap<>();
    private final Progress progress;
    private int waiting;

    Tracks(long offset) {
        this.progress = Progress.from(offset);
    }

    Track of(String id) {
        return tracks.computeIfAbsent(id, _ -> new Track());
    }

    void forEach(BiConsumer<String, Track> action) {
        tracks.forEach(action);
    }

    /// Those with something to tell or under way, in the order in which that began.
    Collection<Track> busy() {
        return busy.values();
    }

    Progress progress() {
        return progress;
    }

    int waiting() {
        return waiting;
    }

    void enqueue(Track track, Step step) {
        track.enqueue(step);
        waiting++;
        busy.putIfAbsent(step.arrived().id(), track);
        if (!step.isReminder()) {
            progress.add(step.arrived().offset());
        }
    }

    void replaceLast(Track track, Step before, Step after) {
        track.replaceLast(after);
        progress.replaced(before, after);
    }

    void dropLast(Track track, Step last) {
        track.removeLast();
        waiting--;
        progress.done(last);
    }

    void begun(int steps) {
        waiting -= steps;
    }

    /// The step waits again, unless one that waits already makes it needless.
    void putBack(Track track, Step step) {
        var next = track.next().filter(waits -> waits.overtakes(step));
        if (next.isEmpty()) {
            track.putBack(step);
            waiting++;
        } else if (next.get().change().isOpen()) {
            var newer = step.about(next.get().finding(), next.get().arrived());
            track.replaceFirst(newer);
            progress.done(next.get());
            progress.replaced(step, newer);
        } else {
            track.end();
            progress.done(step);
        }
    }

    /// Forgets what there is nothing to remember of.
    void tidy(String id, Track track) {
        if (track.isIdle()) {
            busy.remove(id);
        }
        if (track.isBlank()) {
            tracks.remove(id);
        }
    }
}
