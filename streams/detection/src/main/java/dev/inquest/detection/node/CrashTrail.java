package dev.inquest.detection.node;

import dev.inquest.crash.CrashReport;
import dev.inquest.crash.KernelSignal;
import dev.inquest.crash.KernelSignal.Booted;
import dev.inquest.crash.KernelSignal.CaptureBooted;
import dev.inquest.crash.KernelSignal.CaptureFailing;
import dev.inquest.crash.KernelSignal.CaptureProgress;
import dev.inquest.crash.KernelSignal.Crashed;
import dev.inquest.crash.KernelSignal.DumpSaved;
import dev.inquest.crash.KernelSignal.Ordinary;
import dev.inquest.crash.KernelSignal.PanicEnded;
import dev.inquest.crash.KernelSignal.Panicked;
import dev.inquest.crash.KernelSignal.PoweredDown;
import dev.inquest.crash.KernelSignal.RebootAnnounced;
import dev.inquest.crash.KernelSignal.Restarting;
import dev.inquest.detection.event.Event.Kernel;
import dev.inquest.detection.event.Evidence;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// What a node's kernels have said in its present life, kept because the pieces arrive one by one
/// and the verdict needs them together.
///
/// @param report the last trouble the kernel reported, fatal or not
/// @param panic the panic's own lines
/// @param capture the capture kernel's banner
/// @param captureFailure the lines in which the capture kernel failed
/// @param captureReason why it failed
/// @param rebootIn seconds after which a panicked kernel said it would reboot
/// @param dumpSaved whether a crash dump was written
/// @param orderlyEnd the line of an orderly restart or power-off
/// @param lastWords the last ordinary line
public record CrashTrail(
        Optional<Reported> report,
        Optional<Evidence> panic,
        Optional<Evidence> capture,
        Optional<Evidence> captureFailure,
        Optional<String> captureReason,
        OptionalInt rebootIn,
        boolean dumpSaved,
        Optional<Evidence> orderlyEnd,
        Optional<Evidence> lastWords) {

    /// A crash report and the record it came in.
    public record Reported(CrashReport report, Evidence evidence) {}

    /// A quiet life so far.
    public static final CrashTrail NONE =
            new CrashTrail(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    OptionalInt.empty(),
                    false,
                    Optional.empty(),
                    Optional.empty());

    /// Whether the kernel itself proves a crash.
    public boolean provesCrash() {
        return panic.isPresent() || capture.isPresent();
    }

    /// Whether a capture kernel started and its dump was not written.
    public boolean dumpFailed() {
        return capture.isPresent() && !dumpSaved;
    }

    CrashTrail after(Kernel event) {
        return switch (event.signal()) {
            case Crashed(var _, var report, var excerpt) ->
                    withReport(new Reported(report, quote(event, excerpt)));
            case Panicked panicked ->
                    panicked.capture() ? failed(event, panicked.reason()) : withPanic(event);
            case PanicEnded ended ->
                    ended.capture() ? failed(event, ended.reason()) : withPanic(event);
            case RebootAnnounced(var _, int seconds, var _, var _) -> withRebootIn(seconds);
            case CaptureBooted _ -> withCapture(quote(event, event.signal().excerpt()));
            case CaptureFailing failing -> failed(event, failing.why());
            case DumpSaved _ -> withDumpSaved();
            case Restarting(var _, boolean capture, var _) ->
                    capture ? this : withOrderlyEnd(event);
            case PoweredDown _ -> withOrderlyEnd(event);
            case Ordinary _ -> withLastWords(quote(event, event.signal().excerpt()));
            case Booted _, CaptureProgress _ -> this;
        };
    }

    private static Evidence quote(Kernel event, List<String> excerpt) {
        return Evidence.of(event.channel(), event, excerpt);
    }

    private static Evidence quote(Kernel event) {
        return quote(event, event.signal().excerpt());
    }

    private CrashTrail withReport(Reported reported) {
        return new CrashTrail(
                Optional.of(reported),
                panic,
                capture,
                captureFailure,
                captureReason,
                rebootIn,
                dumpSaved,
                orderlyEnd,
                lastWords);
    }

    private CrashTrail withPanic(Kernel event) {
        var longest = panic.filter(p -> p.excerpt().size() >= event.signal().excerpt().size());
        return new CrashTrail(
                report,
                longest.or(() -> Optional.of(quote(event))),
                capture,
                captureFailure,
                captureReason,
                rebootIn,
                dumpSaved,
                orderlyEnd,
                lastWords);
    }

    private CrashTrail withCapture(Evidence banner) {
        return new CrashTrail(
                report,
                panic,
                Optional.of(banner),
                Optional.empty(),
                Optional.empty(),
                rebootIn,
                false,
                orderlyEnd,
                lastWords);
    }

    private CrashTrail failed(Kernel event, String reason) {
        var lines = new LinkedHashSet<String>();
        captureFailure.ifPresent(before -> lines.addAll(before.excerpt()));
        lines.addAll(event.signal().excerpt());
        var all = List.copyOf(lines);
        return new CrashTrail(
                report,
                panic,
                capture.or(() -> Optional.of(quote(event))),
                Optional.of(quote(event, all)),
                Optional.of(reason),
                rebootIn,
                dumpSaved,
                orderlyEnd,
                lastWords);
    }

    private CrashTrail withRebootIn(int seconds) {
        return new CrashTrail(
                report,
                panic,
                capture,
                captureFailure,
                captureReason,
                OptionalInt.of(seconds),
                dumpSaved,
                orderlyEnd,
                lastWords);
    }

    private CrashTrail withDumpSaved() {
        return new CrashTrail(
                report,
                panic,
                capture,
                captureFailure,
                captureReason,
                rebootIn,
                true,
                orderlyEnd,
                lastWords);
    }

    private CrashTrail withOrderlyEnd(Kernel event) {
        return new CrashTrail(
                report,
                panic,
                capture,
                captureFailure,
                captureReason,
                rebootIn,
                dumpSaved,
                Optional.of(quote(event)),
                lastWords);
    }

    private CrashTrail withLastWords(Evidence words) {
        return new CrashTrail(
                report,
                panic,
                capture,
                captureFailure,
                captureReason,
                rebootIn,
                dumpSaved,
                orderlyEnd,
                Optional.of(words));
    }

    /// Whether this signal of a first kernel speaks of trouble rather than of life.
    static boolean isTrouble(KernelSignal signal) {
        return !(signal instanceof Ordinary) && !(signal instanceof Booted);
    }
}
