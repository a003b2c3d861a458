package dev.inquest.detection.node;

import dev.inquest.crash.CrashReport;
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
import dev.inquest.crash.KernelSignal.Trouble;
import dev.inquest.detection.event.Event.Kernel;
import dev.inquest.detection.event.Evidence;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/// What a node's kernels have said in its present life, kept because the pieces arrive one by one
/// and the verdict needs them together.
///
/// @param report the last trouble the kernel reported, fatal or not
/// @param panic the panic's own lines
/// @param capture the capture kernel that came after it, if one did
/// @param rebootIn seconds after which a panicked kernel said it would reboot
/// @param orderlyEnd the line of an orderly restart or power-off
/// @param lastWords the last ordinary line
public record CrashTrail(
        Optional<Reported> report,
        Optional<Evidence> panic,
        Optional<Capture> capture,
        OptionalInt rebootIn,
        Optional<Evidence> orderlyEnd,
        Optional<Evidence> lastWords) {

    /// A crash report and the record it came in.
    public record Reported(CrashReport report, Evidence evidence) {}

    /// A capture kernel that was to write the crash dump.
    ///
    /// @param banner its first lines
    /// @param failure the lines in which it failed
    /// @param reason why it failed
    /// @param dumpSaved whether it wrote the dump
    public record Capture(
            Evidence banner,
            Optional<Evidence> failure,
            Optional<String> reason,
            boolean dumpSaved) {

        static Capture begin(Evidence banner) {
            return new Capture(banner, Optional.empty(), Optional.empty(), false);
        }

        Capture saved() {
            return new Capture(banner, failure, reason, true);
        }

        Capture failed(Evidence lines, String why) {
            return new Capture(banner, Optional.of(lines), Optional.of(why), dumpSaved);
        }
    }

    /// A quiet life so far.
    public static final CrashTrail NONE =
            new CrashTrail(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    OptionalInt.empty(),
                    Optional.empty(),
                    Optional.empty());

    /// Whether the kernel itself proves a crash.
    public boolean provesCrash() {
        return panic.isPresent() || capture.isPresent();
    }

    /// Whether a capture kernel wrote the dump.
    public boolean dumpSaved() {
        return capture.map(Capture::dumpSaved).orElse(false);
    }

    /// Whether a capture kernel started and its dump was not written.
    public boolean dumpFailed() {
        return capture.isPresent() && !dumpSaved();
    }

    /// Whether a capture kernel said that it cannot write the dump.
    public boolean captureFailed() {
        return capture.flatMap(Capture::failure).isPresent() && !dumpSaved();
    }

    /// All that proves or explains a crash, in the order in which it happens.
    public List<Evidence> evidence() {
        return Stream.of(
                        report.map(Reported::evidence),
                        panic,
                        capture.map(Capture::banner),
                        capture.flatMap(Capture::failure))
                .flatMap(Optional::stream)
                .toList();
    }

    CrashTrail after(Kernel event) {
        return switch (event.signal()) {
            case Crashed(var _, var report, var excerpt) ->
                    with(new Reported(report, quote(event, excerpt)));
            case Panicked panicked ->
                    panicked.capture() ? failed(event, panicked.reason()) : panicked(event);
            case PanicEnded ended ->
                    ended.capture() ? failed(event, ended.reason()) : panicked(event);
            case RebootAnnounced(var _, int seconds, var _, var _) -> rebootingIn(seconds);
            case CaptureBooted _ -> with(Capture.begin(quote(event)));
            case CaptureFailing failing -> failed(event, failing.why());
            case DumpSaved _ -> with(captureSeenBy(event).saved());
            case Restarting(var _, boolean capture, var _) -> capture ? this : endedBy(event);
            case PoweredDown _ -> endedBy(event);
            case Ordinary _ -> saying(event);
            case Booted _, CaptureProgress _, Trouble _ -> this;
        };
    }

    private static Evidence quote(Kernel event, List<String> excerpt) {
        return Evidence.of(event.channel(), event, excerpt);
    }

    private static Evidence quote(Kernel event) {
        return quote(event, event.signal().excerpt());
    }

    /// The capture kernel, whose banner may have been lost.
    private Capture captureSeenBy(Kernel event) {
        return capture.orElseGet(() -> Capture.begin(quote(event)));
    }

    /// A capture kernel fails in several lines, of which each adds to what is quoted.
    private CrashTrail failed(Kernel event, String reason) {
        var before = captureSeenBy(event);
        var lines = new LinkedHashSet<String>();
        before.failure().ifPresent(known -> lines.addAll(known.excerpt()));
        lines.addAll(event.signal().excerpt());
        return with(before.failed(quote(event, List.copyOf(lines)), reason));
    }

    private CrashTrail panicked(Kernel event) {
        var longest = panic.filter(p -> p.excerpt().size() >= event.signal().excerpt().size());
        var quoted = longest.or(() -> Optional.of(quote(event)));
        return new CrashTrail(report, quoted, capture, rebootIn, orderlyEnd, lastWords);
    }

    private CrashTrail with(Reported next) {
        return new CrashTrail(Optional.of(next), panic, capture, rebootIn, orderlyEnd, lastWords);
    }

    private CrashTrail with(Capture next) {
        return new CrashTrail(report, panic, Optional.of(next), rebootIn, orderlyEnd, lastWords);
    }

    private CrashTrail rebootingIn(int seconds) {
        return new CrashTrail(
                report, panic, capture, OptionalInt.of(seconds), orderlyEnd, lastWords);
    }

    private CrashTrail endedBy(Kernel event) {
        return new CrashTrail(
                report, panic, capture, rebootIn, Optional.of(quote(event)), lastWords);
    }

    private CrashTrail saying(Kernel event) {
        return new CrashTrail(
                report, panic, capture, rebootIn, orderlyEnd, Optional.of(quote(event)));
    }
}
