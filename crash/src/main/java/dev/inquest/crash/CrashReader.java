package dev.inquest.crash;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/// Turns the text of one kernel console into signals, line by line, in one pass and in bounded
/// memory.
///
/// Ids are derived from the source, the boot and the report's place in it: reading the same text at
/// the same receive times again gives the same ids.
public final class CrashReader {
    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    private final BootWatch boot = new BootWatch();
    private final CaptureWatch capture = new CaptureWatch();
    private final TroubleWatch trouble = new TroubleWatch();
    private final Reports reports;
    private final Pulse life = new Pulse();
    private final Pulse progress = new Pulse();
    private Instant now = Instant.EPOCH;
    private String lastReport;
    private boolean panicked = false;
    private boolean leaving = false;

    public CrashReader(String sourceId) {
        this.reports = new Reports(sourceId);
        this.lastReport = sourceId + "/unseen";
    }

    /// Reads one line, with whatever prefixes its channel put in front. Never throws, whatever the
    /// text.
    public void line(Instant at, String raw, Consumer<KernelSignal> out) {
        Instant time = plausible(at);
        now = time;
        for (KernelLine line : LinePrefix.lines(raw)) {
            if (!line.isBlank() && !line.isUserText() && !boot.isReplay(line)) {
                take(time, line, out);
            }
        }
    }

    /// A receive time so far off that arithmetic on it would fail counts as the nearest sane one.
    private static Instant plausible(Instant at) {
        if (at.isBefore(Instant.EPOCH)) {
            return Instant.EPOCH;
        }
        return at.isAfter(LATEST) ? LATEST : at;
    }

    /// The text ended: gives what is still pending.
    public void end(Consumer<KernelSignal> out) {
        boot.settle(out);
        reports.endAll(now, out);
    }

    private void take(Instant at, KernelLine line, Consumer<KernelSignal> out) {
        if (boot.isSuddenEnd(line) && !panicked && !leaving && !reports.isDeadly()) {
            reports.rebooted(at, line, boot, remembering(out));
            leaving = true;
        }
        if (boot.begins(line, panicked)) {
            reports.endAll(at, out);
            boot.begin(at, line, out);
            capture.start();
            trouble.start();
            panicked = false;
            leaving = false;
        }
        boot.observe(line, out);
        if (LastWords.mayBe(line.text()) && takeLastWords(at, line, out)) {
            return;
        }
        if (boot.isCapture()) {
            takeCapture(at, line, out);
        } else {
            takeFirst(at, line, out);
        }
    }

    private void takeCapture(Instant at, KernelLine line, Consumer<KernelSignal> out) {
        boolean said = capture.take(at, line.text(), out);
        if (!said && !panicked && progress.beats(at)) {
            out.accept(new KernelSignal.CaptureProgress(at, Excerpt.of(line.text())));
        }
    }

    private void takeFirst(Instant at, KernelLine line, Consumer<KernelSignal> out) {
        reports.take(at, line, boot, remembering(out));
        if (line.kernel() && !panicked && trouble.take(at, line.text(), remembering(out))) {
            return;
        }
        if (isLife(at, line) && life.beats(at)) {
            out.accept(new KernelSignal.Ordinary(at, Excerpt.of(line.text())));
        }
    }

    private boolean isLife(Instant at, KernelLine line) {
        return life.isDue(at)
                && line.kernel()
                && !panicked
                && !boot.isUndecided()
                && !Vocabulary.isTrouble(line.text())
                && !reports.isBusy(at, line);
    }

    private Consumer<KernelSignal> remembering(Consumer<KernelSignal> out) {
        return signal -> {
            boot.settle(out);
            remember(signal);
            out.accept(signal);
        };
    }

    private void remember(KernelSignal signal) {
        if (signal instanceof KernelSignal.Crashed crashed) {
            lastReport = crashed.report().id();
        }
    }

    /// True when the line was one of those with which a kernel goes down.
    private boolean takeLastWords(Instant at, KernelLine line, Consumer<KernelSignal> out) {
        String text = line.text();
        Optional<String> reason = LastWords.panic(text);
        if (reason.isPresent()) {
            takePanic(at, line, reason.get(), out);
            return true;
        }
        Optional<String> end = LastWords.panicEnd(text);
        if (end.isPresent()) {
            reports.endOpen(at, out);
            out.accept(
                    new KernelSignal.PanicEnded(
                            at, lastReport, end.get(), boot.isCapture(), Excerpt.of(text)));
            return true;
        }
        OptionalInt seconds = LastWords.rebooting(text);
        if (seconds.isPresent()) {
            reports.endOpen(at, out);
            out.accept(
                    new KernelSignal.RebootAnnounced(
                            at, seconds.getAsInt(), boot.isCapture(), Excerpt.of(text)));
            return true;
        }
        return takeGoodbye(at, text, out);
    }

    private boolean takeGoodbye(Instant at, String text, Consumer<KernelSignal> out) {
        if (LastWords.isRestart(text)) {
            leaving = true;
            out.accept(new KernelSignal.Restarting(at, boot.isCapture(), Excerpt.of(text)));
            return true;
        }
        if (LastWords.isPowerDown(text)) {
            leaving = true;
            out.accept(new KernelSignal.PoweredDown(at, Excerpt.of(text)));
            return true;
        }
        return false;
    }

    private void takePanic(Instant at, KernelLine line, String reason, Consumer<KernelSignal> out) {
        boot.settle(out);
        panicked = true;
        if (!boot.isCapture()) {
            lastReport = reports.panicked(at, line, reason, boot, out);
        }
        out.accept(
                new KernelSignal.Panicked(
                        at, lastReport, reason, boot.isCapture(), Excerpt.of(line.text())));
    }
}
