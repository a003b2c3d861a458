package dev.inquest.standalone.doctor;

import dev.inquest.collectors.kernel.KmsgDevice;
import dev.inquest.collectors.kernel.KmsgReader;
import dev.inquest.collectors.kernel.KmsgRing;
import dev.inquest.collectors.redact.Redactor;
import dev.inquest.crash.CrashReport;
import dev.inquest.crash.KernelSignal;
import dev.inquest.crash.KernelSignal.Crashed;
import dev.inquest.detection.cases.Remedy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/// What the kernel has complained about as far back as its ring buffer reaches.
final class TroubleCheck {

    private static final String ID = "kernel-trouble";
    private static final int MAX_NAMED = 16;

    private TroubleCheck() {}

    static Check of(KmsgDevice device) {
        var reports = new LinkedHashMap<String, CrashReport>();
        var records = new AtomicLong();
        var reader = new KmsgReader(signal -> remember(reports, signal));
        var blind =
                KmsgRing.read(
                        device,
                        record -> {
                            records.incrementAndGet();
                            reader.take(record);
                        });
        if (blind.isPresent() && records.get() == 0) {
            return Check.note(
                    ID,
                    "the kernel's log cannot be read",
                    List.of(blind.get(), "it needs root or CAP_SYSLOG"));
        }
        reader.end();
        if (reports.isEmpty()) {
            return Check.fine(
                    ID, "no trouble in the kernel's last %d records".formatted(records.get()));
        }
        return Check.attention(
                ID,
                reports.size() == 1
                        ? "the kernel reported trouble"
                        : "the kernel reported trouble %d times".formatted(reports.size()),
                titles(reports),
                List.of(look()));
    }

    private static void remember(Map<String, CrashReport> reports, KernelSignal signal) {
        if (signal instanceof Crashed crashed) {
            reports.put(crashed.report().id(), crashed.report());
        }
    }

    private static List<String> titles(Map<String, CrashReport> reports) {
        var counts = new LinkedHashMap<String, Integer>();
        reports.values()
                .forEach(report -> counts.merge(Redactor.line(report.title()), 1, Integer::sum));
        return counts.entrySet().stream()
                .limit(MAX_NAMED)
                .map(entry ->
                        entry.getValue() == 1
                                ? entry.getKey()
                                : entry.getKey() + " (" + entry.getValue() + " times)")
                .toList();
    }

    private static Remedy look() {
        return new Remedy(
                "Read what the kernel said, and search for the titles: kernel developers use the same.",
                List.of("dmesg --level=emerg,alert,crit,err,warn"),
                "None.",
                "");
    }
}
