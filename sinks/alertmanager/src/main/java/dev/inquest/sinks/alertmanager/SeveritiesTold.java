package dev.inquest.sinks.alertmanager;

import dev.inquest.schemas.wire.Severity;
import dev.inquest.sinks.receiver.Notice;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// With which severity each open finding was told last: with another one it is another alert, and
/// the one before has to be ended. Of what is not known, as after a restart, all others are ended.
final class SeveritiesTold {

    /// The one that was told longest ago makes room.
    static final int MOST = 10_000;

    private static final List<Severity> ALL = Arrays.asList(Severity.values());

    private final Map<String, Severity> told =
            Collections.synchronizedMap(
                    new LinkedHashMap<>(16, 0.75f, true) {
                        @Override
                        protected boolean removeEldestEntry(Map.Entry<String, Severity> eldest) {
                            return size() > MOST;
                        }
                    });

    /// Those that are over with this notice.
    List<Severity> endedBy(Notice notice) {
        var known = told.get(notice.finding().getId());
        var candidates = known == null ? ALL : List.of(known);
        return candidates.stream()
                .filter(severity -> severity != notice.finding().getSeverity())
                .toList();
    }

    /// It was sent, and nobody knows whether it arrived.
    void unanswered(Notice notice) {
        told.remove(notice.finding().getId());
    }

    void accepted(Notice notice) {
        if (notice.change().isOpen()) {
            told.put(notice.finding().getId(), notice.finding().getSeverity());
        } else {
            told.remove(notice.finding().getId());
        }
    }
}
