package dev.inquest.sinks.alertmanager;

import dev.inquest.schemas.wire.Severity;
import dev.inquest.sinks.receiver.Change;
import dev.inquest.sinks.receiver.Notice;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// With which severities each finding may be open: with another one it is another alert, and the
/// one before has to be ended. Of what is not known, as after a restart, all others are ended.
final class SeveritiesTold {

    /// The one that was told longest ago makes room.
    static final int MOST = 10_000;

    private static final List<Severity> ALL = Arrays.asList(Severity.values());

    private final Map<String, List<Severity>> told =
            Collections.synchronizedMap(
                    new LinkedHashMap<>(16, 0.75f, true) {
                        @Override
                        protected boolean removeEldestEntry(
                                Map.Entry<String, List<Severity>> eldest) {
                            return size() > MOST;
                        }
                    });

    /// Those that are over with this notice.
    List<Severity> endedBy(Notice notice) {
        // Before its opening a finding has no other alert, unless that was tried already.
        var unknown = notice.change() == Change.OPENED ? List.<Severity>of() : ALL;
        return told.getOrDefault(notice.finding().getId(), unknown).stream()
                .filter(severity -> severity != notice.finding().getSeverity())
                .toList();
    }

    /// It was sent, and nobody knows whether it arrived.
    void unanswered(Notice notice) {
        told.put(notice.finding().getId(), ALL);
    }

    void accepted(Notice notice) {
        if (notice.change().isOpen()) {
            told.put(notice.finding().getId(), List.of(notice.finding().getSeverity()));
        } else {
            told.remove(notice.finding().getId());
        }
    }
}
