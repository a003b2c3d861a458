package dev.inquest.crash;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A report whose lines are still coming in. Bounded: what a report says after its first few
/// hundred lines changes neither title nor blame.
final class OpenReport {
    private static final int MOST_LINES = 500;
    private static final int LONGEST_LINE = 1024;
    private static final int MOST_STRANGE_LINES = 30;
    private static final int MOST_FRAMES = 32;

    private final String id;
    private final Head head;
    private final String context;
    private final boolean kernel;
    private final Optional<String> bootRelease;
    private final List<String> lines = new ArrayList<>();
    private Instant lastAt;
    private Instant lastTroubleAt;
    private int strangeLines = 0;
    private boolean ended = false;
    private boolean panicked = false;
    private boolean traced = false;
    private boolean blamed = false;
    private boolean done = false;
    private int readAt = 0;
    private Optional<CrashReport> told = Optional.empty();

    OpenReport(
            String id,
            Instant at,
            Head head,
            KernelLine line,
            List<String> prelude,
            Optional<String> bootRelease) {
        this.id = id;
        this.head = head;
        this.context = line.context();
        this.kernel = line.kernel();
        this.bootRelease = bootRelease;
        this.lastAt = at;
        this.lastTroubleAt = at;
        prelude.forEach(text -> lines.add(shortened(text)));
        lines.add(head.line());
    }

    String id() {
        return id;
    }

    Kind kind() {
        return head.kind();
    }

    Instant lastAt() {
        return lastAt;
    }

    boolean isEnded() {
        return ended;
    }

    boolean isTraced() {
        return traced;
    }

    boolean isPanicked() {
        return panicked;
    }

    boolean isDeadly() {
        return told.filter(report -> CrashType.isDeadly(report.type())).isPresent();
    }

    int size() {
        return lines.size();
    }

    boolean isFrom(KernelLine line) {
        return !ended && line.kernel() == kernel && line.context().equals(context);
    }

    Instant lastTroubleAt() {
        return lastTroubleAt;
    }

    void markPanicked() {
        panicked = true;
    }

    void markEnded() {
        ended = true;
    }

    /// Takes a line; true when it may have made the report richer.
    boolean add(Instant at, String text) {
        lastAt = at;
        if (lines.size() < Excerpt.MOST_LINES || !isGuess(text)) {
            lines.add(shortened(text));
        }
        boolean known = Vocabulary.isTrouble(text);
        strangeLines = known ? 0 : strangeLines + 1;
        lastTroubleAt = known ? at : lastTroubleAt;
        traced |= text.contains("all Trace:") || text.contains("all trace:");
        if (text.startsWith("---[ end trace")
                || lines.size() >= MOST_LINES
                || strangeLines >= MOST_STRANGE_LINES) {
            ended = true;
        }
        return ended || isTelling(text);
    }

    /// A frame that the kernel itself doubts blames nobody; long traces are full of them.
    private static boolean isGuess(String text) {
        return text.startsWith(" ? ") || text.startsWith("  ? ");
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST_LINE ? text : text.substring(0, LONGEST_LINE);
    }

    private boolean isTelling(String text) {
        return text.contains("Comm: ") || (!blamed && isWorthReading() && mayNameBlame(text));
    }

    /// Reading costs time in proportion to the lines, so a report that grows without naming anyone
    /// is read ever less often.
    private boolean isWorthReading() {
        return lines.size() - readAt > readAt / 8;
    }

    private static boolean mayNameBlame(String text) {
        return text.contains("+0x") || text.contains(" of size") || text.contains("rocess ");
    }

    /// The report as it stands, if it differs from what was told before.
    Optional<CrashReport> news() {
        CrashReport report =
                told.isPresent() && done
                        ? told.get().again(told.get().revision(), panicked)
                        : read();
        blamed = report.frame().isPresent();
        readAt = lines.size();
        if (told.isPresent() && !differs(told.get(), report)) {
            return Optional.empty();
        }
        told = Optional.of(told.isEmpty() ? report : report.again(report.revision() + 1, panicked));
        return told;
    }

    /// While lines still come, a longer trace alone is no news.
    private boolean differs(CrashReport before, CrashReport now) {
        if (ended) {
            return !before.equals(now);
        }
        return !before.title().equals(now.title())
                || !before.process().equals(now.process())
                || before.kdumpLoaded() != now.kdumpLoaded()
                || before.panicked() != now.panicked();
    }

    /// Nothing more will be read from the lines: keeps only what a person will read.
    void forgetLines() {
        if (!done) {
            List<String> kept = excerpt();
            lines.clear();
            lines.addAll(kept);
            done = true;
        }
    }

    List<String> excerpt() {
        return Excerpt.of(lines);
    }

    private CrashReport read() {
        List<Trace> traces = Trace.all(lines.subList(lines.indexOf(head.line()), lines.size()));
        Title title = head.title(lines, traces);
        Facts facts = Facts.of(head.line(), lines);
        return new CrashReport(
                id,
                told.map(CrashReport::revision).orElse(1),
                title.text(),
                CrashType.ofTitle(title.text()),
                title.frame(),
                frames(title, traces),
                facts.process(),
                facts.pid(),
                facts.cpu(),
                facts.registers(),
                facts.release().or(() -> bootRelease),
                facts.build(),
                facts.tainted(),
                facts.machine(),
                facts.kdumpLoaded(),
                panicked,
                fingerprint(title));
    }

    private String fingerprint(Title title) {
        return told.filter(before -> before.title().equals(title.text()))
                .filter(before -> before.frame().equals(title.frame()))
                .map(CrashReport::fingerprint)
                .orElseGet(() -> Fingerprint.of(title));
    }

    private static List<String> frames(Title title, List<Trace> traces) {
        List<List<String>> candidates =
                traces.stream()
                        .map(trace -> trace.functions().stream().map(SymbolName::of).toList())
                        .toList();
        return candidates.stream()
                .filter(functions -> title.frame().map(functions::contains).orElse(true))
                .findFirst()
                .or(() -> candidates.stream().findFirst())
                .orElse(List.of())
                .stream()
                .filter(function -> !FunctionSet.HELPERS.contains(function))
                .limit(MOST_FRAMES)
                .toList();
    }
}
