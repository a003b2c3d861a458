package dev.inquest.crash;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// The reports of the present boot: one may be open per caller, because processors talk at the same
/// time.
final class Reports {
    private static final int MOST = 16;
    private static final int DETAIL_WITHIN_LINES = 20;
    private static final int WARNING_WITHIN_LINES = 4;
    private static final Duration IDLE = Duration.ofSeconds(10);
    private static final Duration SETTLED = Duration.ofSeconds(2);
    private static final Duration CAUSE_WITHIN = Duration.ofMinutes(5);

    private final String sourceId;
    private final Prelude prelude = new Prelude();
    private final List<OpenReport> reports = new ArrayList<>();
    private int ordinal = 0;

    Reports(String sourceId) {
        this.sourceId = sourceId;
    }

    /// Gives the line to the reports it belongs to, and opens one if it is a head.
    void take(Instant at, KernelLine line, BootWatch boot, Consumer<KernelSignal> out) {
        closeIdle(at, out);
        Optional<OpenReport> open = openFor(line);
        Optional<Head> head = Head.of(line);
        if (head.isPresent() && !isDetail(head.get(), open)) {
            open.ifPresent(report -> end(at, report, out));
            open(at, head.get(), line, boot, out);
            return;
        }
        open.ifPresent(report -> add(at, report, line, out));
        prelude.remember(line);
    }

    /// The report that a panic with this reason is about: an earlier one, or a new one.
    String panicked(
            Instant at,
            KernelLine line,
            String reason,
            BootWatch boot,
            Consumer<KernelSignal> out) {
        Optional<OpenReport> cause = cause(at, reason);
        if (cause.isEmpty()) {
            Optional<OpenReport> open = openFor(line);
            open.ifPresent(report -> end(at, report, out));
            OpenReport own = openQuietly(at, new Head(OtherFormats.PANIC, line.text()), line, boot);
            own.markPanicked();
            tell(at, own, out);
            return own.id();
        }
        OpenReport report = cause.get();
        if (report.isFrom(line)) {
            report.add(at, line.text());
        }
        report.markPanicked();
        tell(at, report, out);
        return report.id();
    }

    /// Another kernel starts although this one neither crashed nor said goodbye.
    void rebooted(Instant at, KernelLine line, BootWatch boot, Consumer<KernelSignal> out) {
        endOpen(at, out);
        open(at, new Head(OtherFormats.SUDDEN_BOOT, line.text()), line, boot, out);
    }

    boolean isDeadly() {
        return reports.stream().anyMatch(OpenReport::isDeadly);
    }

    /// Whether a line of this caller may still belong to the trouble that is being reported.
    boolean isBusy(Instant at, KernelLine line) {
        return openFor(line)
                .map(report -> at.isBefore(report.lastTroubleAt().plus(SETTLED)))
                .orElse(false);
    }

    /// No more lines will come for the reports that are open.
    void endOpen(Instant at, Consumer<KernelSignal> out) {
        reports.forEach(report -> end(at, report, out));
    }

    /// Another boot begins.
    void endAll(Instant at, Consumer<KernelSignal> out) {
        endOpen(at, out);
        reports.clear();
        prelude.forget();
        ordinal = 0;
    }

    private Optional<OpenReport> openFor(KernelLine line) {
        for (int i = reports.size() - 1; i >= 0; i--) {
            if (reports.get(i).isFrom(line)) {
                return Optional.of(reports.get(i));
            }
        }
        return Optional.empty();
    }

    private Optional<OpenReport> cause(Instant at, String reason) {
        Instant earliest = at.minus(CAUSE_WITHIN);
        return reports.reversed().stream()
                .filter(report -> !report.lastAt().isBefore(earliest))
                .filter(report -> PanicCause.mayBe(report.kind(), reason))
                .findFirst();
    }

    /// Whether a head only continues the report that its caller has just opened.
    private static boolean isDetail(Head head, Optional<OpenReport> open) {
        if (open.isEmpty()) {
            return false;
        }
        if (head.kind() == Kind.NOTE || open.get().isPanicked()) {
            return true;
        }
        return !open.get().isTraced() && isDetail(head, open.get());
    }

    private static boolean isDetail(Head head, OpenReport report) {
        return switch (head.kind()) {
            case OOPS_DETAIL ->
                    report.size() <= DETAIL_WITHIN_LINES
                            && (report.kind() == Kind.OOPS || report.kind() == Kind.BUG);
            case WARNING, BUG ->
                    report.size() <= WARNING_WITHIN_LINES
                            && (report.kind() == Kind.BUG || report.kind() == Kind.RCU_STALL);
            case OOPS -> report.size() <= WARNING_WITHIN_LINES && report.kind() == Kind.OOPS;
            default -> false;
        };
    }

    private void open(
            Instant at, Head head, KernelLine line, BootWatch boot, Consumer<KernelSignal> out) {
        tell(at, openQuietly(at, head, line, boot), out);
    }

    private OpenReport openQuietly(Instant at, Head head, KernelLine line, BootWatch boot) {
        if (reports.size() == MOST) {
            reports.removeFirst();
        }
        String id = "%s/%d/%d@%d".formatted(sourceId, boot.ordinal(), ordinal++, at.toEpochMilli());
        OpenReport report =
                new OpenReport(id, at, head, line, prelude.before(line), boot.release());
        reports.add(report);
        return report;
    }

    private void add(Instant at, OpenReport report, KernelLine line, Consumer<KernelSignal> out) {
        if (report.add(at, line.text())) {
            tell(at, report, out);
        }
        if (report.isEnded()) {
            report.forgetLines();
        }
    }

    private void closeIdle(Instant at, Consumer<KernelSignal> out) {
        for (OpenReport report : reports) {
            if (!report.isEnded() && report.lastAt().plus(IDLE).isBefore(at)) {
                end(report.lastAt(), report, out);
            }
        }
    }

    private void end(Instant at, OpenReport report, Consumer<KernelSignal> out) {
        if (!report.isEnded()) {
            report.markEnded();
            tell(at, report, out);
        }
        report.forgetLines();
    }

    private void tell(Instant at, OpenReport report, Consumer<KernelSignal> out) {
        report.news()
                .ifPresent(
                        news -> out.accept(new KernelSignal.Crashed(at, news, report.excerpt())));
    }
}
