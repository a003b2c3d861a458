package dev.inquest.topology.wire;

import dev.inquest.crash.CrashReport;
import dev.inquest.crash.KernelSignal;
import dev.inquest.schemas.wire.KernelEvent;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// Reads what a kernel said off the wire.
final class KernelSignals {

    private KernelSignals() {}

    static KernelSignal read(KernelEvent event, Instant at) {
        var lines = Events.lines(event.getExcerpt());
        var release = Optional.ofNullable(event.getRelease());
        var commandLine = Optional.ofNullable(event.getCommandLine());
        var capture = event.getCapture();
        return switch (event.getKind()) {
            case BOOTED -> new KernelSignal.Booted(at, release, commandLine, lines);
            case CAPTURE_BOOTED -> new KernelSignal.CaptureBooted(at, release, commandLine, lines);
            case CRASHED -> new KernelSignal.Crashed(at, report(event), lines);
            case TROUBLE ->
                    new KernelSignal.Trouble(
                            at, Events.cut(event.getTitle()), event.getType(), lines);
            case PANICKED ->
                    new KernelSignal.Panicked(
                            at, event.getReportId(), Events.cut(event.getTitle()), capture, lines);
            case PANIC_ENDED ->
                    new KernelSignal.PanicEnded(
                            at, event.getReportId(), Events.cut(event.getTitle()), capture, lines);
            case REBOOT_ANNOUNCED ->
                    new KernelSignal.RebootAnnounced(at, seconds(event), capture, lines);
            case CAPTURE_FAILING ->
                    new KernelSignal.CaptureFailing(at, Events.cut(event.getTitle()), lines);
            case DUMP_SAVED -> new KernelSignal.DumpSaved(at, lines);
            case RESTARTING -> new KernelSignal.Restarting(at, capture, lines);
            case POWERED_DOWN -> new KernelSignal.PoweredDown(at, lines);
            case ORDINARY -> new KernelSignal.Ordinary(at, lines);
            case CAPTURE_PROGRESS -> new KernelSignal.CaptureProgress(at, lines);
            case UNKNOWN ->
                    throw new IllegalArgumentException(
                            "a kernel event of a kind that this version does not know");
        };
    }

    private static int seconds(KernelEvent event) {
        var seconds = event.getRebootInS();
        return seconds == null ? 0 : seconds;
    }

    private static CrashReport report(KernelEvent event) {
        return new CrashReport(
                event.getReportId(),
                event.getReportRevision(),
                Events.cut(event.getTitle()),
                event.getType(),
                Optional.ofNullable(event.getFrame()),
                Events.lines(event.getFrames()),
                Optional.ofNullable(event.getProcess()),
                number(event.getPid()),
                number(event.getCpu()),
                Optional.ofNullable(event.getRegisters()),
                Optional.ofNullable(event.getRelease()),
                Optional.ofNullable(event.getBuild()),
                Optional.ofNullable(event.getTainted()),
                Optional.ofNullable(event.getMachine()),
                event.getKdumpLoaded(),
                event.getPanicked(),
                event.getFingerprint());
    }

    private static OptionalInt number(@Nullable Integer number) {
        return number == null ? OptionalInt.empty() : OptionalInt.of(number);
    }
}
