package dev.inquest.collectors.kernel;

import dev.inquest.collectors.redact.Redactor;
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
import dev.inquest.crash.KernelSignal.Trouble;
import dev.inquest.schemas.TrustedRecords;
import dev.inquest.schemas.wire.KernelEvent;
import dev.inquest.schemas.wire.KernelKind;
import dev.inquest.schemas.wire.KernelSource;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// Turns what the crash reader understood into what goes over the wire, in the one place that does.
///
/// All text is redacted here, so that no way to Kafka can forget it.
public final class KernelEvents {

    private static final int MAX_EXCERPT = 40;
    private static final int MAX_FRAMES = 64;

    static {
        TrustedRecords.trust();
    }

    private KernelEvents() {}

    /// What the channel knows beside the text.
    ///
    /// @param lost records lost on the channel just before
    /// @param held how long ago the kernel said it
    public record Circumstances(
            KernelSource source, Optional<String> bootId, long lost, Duration held) {

        /// A fresh event of a channel that knows no more than the text.
        public static Circumstances fresh(KernelSource source) {
            return new Circumstances(source, Optional.empty(), 0, Duration.ZERO);
        }
    }

    /// The event that says the same as the signal.
    public static KernelEvent of(KernelSignal signal, Circumstances channel) {
        var event =
                KernelEvent.newBuilder()
                        .setSource(channel.source())
                        .setBootId(orNull(channel.bootId()))
                        .setLost(channel.lost())
                        .setHeldForMs(Math.max(0, channel.held().toMillis()))
                        .setExcerpt(
                                Redactor.lines(
                                        signal.excerpt().stream().limit(MAX_EXCERPT).toList()));
        tell(signal, event);
        return event.build();
    }

    private static void tell(KernelSignal signal, KernelEvent.Builder event) {
        switch (signal) {
            case Booted(_, var release, var commandLine, _) ->
                    booted(event.setKind(KernelKind.BOOTED), release, commandLine);
            case CaptureBooted(_, var release, var commandLine, _) ->
                    booted(
                            event.setKind(KernelKind.CAPTURE_BOOTED).setCapture(true),
                            release,
                            commandLine);
            case Crashed(_, var report, _) -> crashed(event.setKind(KernelKind.CRASHED), report);
            case Trouble(_, var title, var type, _) ->
                    event.setKind(KernelKind.TROUBLE).setTitle(Redactor.line(title)).setType(type);
            case Panicked(_, var id, var reason, var capture, _) ->
                    panicked(event.setKind(KernelKind.PANICKED), id, reason, capture);
            case PanicEnded(_, var id, var reason, var capture, _) ->
                    panicked(event.setKind(KernelKind.PANIC_ENDED), id, reason, capture);
            case RebootAnnounced(_, var seconds, var capture, _) ->
                    event.setKind(KernelKind.REBOOT_ANNOUNCED)
                            .setRebootInS(seconds)
                            .setCapture(capture);
            case CaptureFailing(_, var why, _) ->
                    event.setKind(KernelKind.CAPTURE_FAILING)
                            .setTitle(Redactor.line(why))
                            .setCapture(true);
            case DumpSaved _ -> event.setKind(KernelKind.DUMP_SAVED).setCapture(true);
            case Restarting(_, var capture, _) ->
                    event.setKind(KernelKind.RESTARTING).setCapture(capture);
            case PoweredDown _ -> event.setKind(KernelKind.POWERED_DOWN);
            case Ordinary _ -> event.setKind(KernelKind.ORDINARY);
            case CaptureProgress _ -> event.setKind(KernelKind.CAPTURE_PROGRESS).setCapture(true);
        }
    }

    private static void booted(
            KernelEvent.Builder event, Optional<String> release, Optional<String> commandLine) {
        event.setRelease(orNull(release)).setCommandLine(orNull(commandLine.map(Redactor::line)));
    }

    private static void panicked(
            KernelEvent.Builder event, String reportId, String reason, boolean capture) {
        event.setReportId(reportId)
                .setTitle(Redactor.line(reason))
                .setPanicked(true)
                .setCapture(capture);
    }

    private static void crashed(KernelEvent.Builder event, CrashReport report) {
        event.setReportId(report.id())
                .setReportRevision(report.revision())
                .setTitle(Redactor.line(report.title()))
                .setType(report.type())
                .setFrame(orNull(report.frame()))
                .setFrames(report.frames().stream().limit(MAX_FRAMES).toList())
                .setFingerprint(report.fingerprint())
                .setProcess(orNull(report.process()))
                .setPid(orNull(report.pid()))
                .setCpu(orNull(report.cpu()))
                .setRegisters(orNull(report.registers()))
                .setRelease(orNull(report.release()))
                .setBuild(orNull(report.build()))
                .setTainted(orNull(report.tainted()))
                .setMachine(orNull(report.machine()))
                .setKdumpLoaded(report.kdumpLoaded())
                .setPanicked(report.panicked());
    }

    private static @Nullable String orNull(Optional<String> value) {
        return value.orElse(null);
    }

    private static @Nullable Integer orNull(OptionalInt value) {
        return value.isPresent() ? Integer.valueOf(value.getAsInt()) : null;
    }
}
