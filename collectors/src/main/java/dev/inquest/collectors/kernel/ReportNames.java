package dev.inquest.collectors.kernel;

import dev.inquest.schemas.wire.KernelEvent;
import java.util.LinkedHashMap;
import java.util.Map;

/// Names crash reports by the record that showed them, so that a report keeps its id when the log
/// is read again: a reader counts reports from where it began, and the ring buffer forgets its
/// beginning.
///
/// The last 64 reports are known; the crash reader itself knows fewer.
final class ReportNames {

    private static final int KNOWN = 64;

    private final String source;
    private final Map<String, String> names = new LinkedHashMap<>();

    /// Names reports of one source, within which sequence numbers are unique.
    ReportNames(String source) {
        this.source = source;
    }

    /// The same event with its report's lasting name. It must be asked for every event of a report,
    /// also for those that are not published.
    KernelEvent named(KernelEvent event, long sequence) {
        if (event.getReportId().isEmpty()) {
            return event;
        }
        var name = names.computeIfAbsent(event.getReportId(), _ -> fresh(sequence));
        if (names.size() > KNOWN) {
            names.remove(names.keySet().iterator().next());
        }
        return KernelEvent.newBuilder(event).setReportId(name).build();
    }

    /// One record may show several reports.
    private String fresh(long sequence) {
        var name = source + "/" + sequence;
        for (var i = 2; names.containsValue(name); i++) {
            name = source + "/" + sequence + "." + i;
        }
        return name;
    }
}
