package dev.inquest.collectors.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inquest.collectors.kernel.KernelEvents.Circumstances;
import dev.inquest.crash.CrashReport;
import dev.inquest.crash.KernelSignal;
import dev.inquest.schemas.wire.KernelEvent;
import dev.inquest.schemas.wire.KernelKind;
import dev.inquest.schemas.wire.KernelSource;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class KernelEventsTest {

    private static final Instant AT = Instant.EPOCH;
    private static final List<String> LINES = List.of("line");

    @Test
    void everySignalHasItsKind() {
        var signals =
                List.<KernelSignal>of(
                        new KernelSignal.Booted(AT, Optional.empty(), Optional.empty(), LINES),
                        new KernelSignal.CaptureBooted(
                                AT, Optional.empty(), Optional.empty(), LINES),
                        new KernelSignal.Crashed(AT, report(), LINES),
                        new KernelSignal.Panicked(AT, "r", "why", false, LINES),
                        new KernelSignal.PanicEnded(AT, "r", "why", true, LINES),
                        new KernelSignal.RebootAnnounced(AT, 5, false, LINES),
                        new KernelSignal.CaptureFailing(AT, "why", LINES),
                        new KernelSignal.DumpSaved(AT, LINES),
                        new KernelSignal.Restarting(AT, false, LINES),
                        new KernelSignal.PoweredDown(AT, LINES),
                        new KernelSignal.Ordinary(AT, LINES),
                        new KernelSignal.CaptureProgress(AT, LINES),
                        new KernelSignal.Trouble(AT, "EXT4-fs error", "FILE_SYSTEM", LINES));
        var kinds = signals.stream().map(signal -> of(signal).getKind().name()).toList();
        var known = Arrays.stream(KernelKind.values()).map(Enum::name).skip(1).toList();
        assertThat(kinds).containsExactlyElementsOf(known);
        assertThat(signals).hasSize(KernelSignal.class.getPermittedSubclasses().length);
    }

    @Test
    void aReportGoesOverWhole() {
        var event = of(new KernelSignal.Crashed(AT, report(), LINES));
        assertThat(event.getReportId()).isEqualTo("id");
        assertThat(event.getReportRevision()).isEqualTo(3);
        assertThat(event.getTitle()).isEqualTo("INFO: task hung in foo");
        assertThat(event.getType()).isEqualTo("HANG");
        assertThat(event.getFrame()).isEqualTo("foo");
        assertThat(event.getFrames()).hasSize(64);
        assertThat(event.getCpu()).isEqualTo(7);
        assertThat(event.getProcess()).isNull();
        assertThat(event.getRelease()).isEqualTo("5.15.0-91-generic");
        assertThat(event.getKdumpLoaded()).isTrue();
        assertThat(event.getFingerprint()).isEqualTo("fp");
    }

    @Test
    void textIsRedactedAndBounded() {
        var lines = Collections.nCopies(100, "x password=hunter2hunter2");
        var event =
                KernelEvents.of(
                        new KernelSignal.Booted(
                                AT, Optional.of("6.1"), Optional.of("ro token=abcdef"), lines),
                        new Circumstances(
                                KernelSource.KMSG, Optional.of("b"), 4, Duration.ofSeconds(2)));
        assertThat(event.getExcerpt()).hasSize(40).containsOnly("x password=[redacted]");
        assertThat(event.getCommandLine()).isEqualTo("ro token=[redacted]");
        assertThat(event.getLost()).isEqualTo(4);
        assertThat(event.getHeldForMs()).isEqualTo(2000);
        assertThat(event.getBootId()).isEqualTo("b");
    }

    private static KernelEvent of(KernelSignal signal) {
        return KernelEvents.of(signal, Circumstances.fresh(KernelSource.SERIAL));
    }

    private static CrashReport report() {
        return new CrashReport(
                "id",
                3,
                "INFO: task hung in foo",
                "HANG",
                Optional.of("foo"),
                Collections.nCopies(100, "foo"),
                Optional.empty(),
                OptionalInt.of(4711),
                OptionalInt.of(7),
                Optional.of("RIP: 0010:foo+0x1/0x2"),
                Optional.of("5.15.0-91-generic"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                true,
                false,
                "fp");
    }
}
