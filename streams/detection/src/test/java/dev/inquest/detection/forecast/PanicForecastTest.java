package dev.inquest.detection.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inquest.detection.cases.Remedy;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PanicForecastTest {

    private static final long GIB = 1L << 30;
    private static final long MIB = 1L << 20;

    private static final CrashDumpGuide GUIDE =
            new CrashDumpGuide(
                    List.of(
                            table("old", "20.04", "24.10", "512M-:192M"),
                            table("new", "24.10", "", "2G-4G:320M,4G-32G:512M,32G-:1024M")),
                    Arrays.stream(Situation.values()).map(PanicForecastTest::remedy).toList());

    private final Map<String, String> facts =
            new HashMap<>(
                    Map.of(
                            "distro", "ubuntu",
                            "distro_version", "22.04",
                            "arch", "x86_64",
                            "kernel_release", "5.15.0-91-generic",
                            "memory_total_bytes", Long.toString(16 * GIB),
                            "panic_timeout", "0",
                            "crashkernel", "192M",
                            "kexec_crash_loaded", "1",
                            "kexec_crash_size", Long.toString(192 * MIB)));

    @Test
    void aLoadedCaptureKernelOfTheUsualSizeDumps() {
        var forecast = forecast();

        assertThat(forecast.outcome()).isEqualTo(NextPanic.DUMP);
        assertThat(forecast.needsAttention()).isFalse();
        assertThat(forecast.reasons()).contains("a capture kernel is loaded into 192 MiB");
    }

    @Test
    void aNewerTableOfTheDistributionIsAdviceOnly() {
        var forecast = forecast();

        assertThat(forecast.concern()).isEqualTo(Concern.ADVICE);
        assertThat(forecast.reasons())
                .contains(
                        "192 MiB is reserved; a newer table of the distribution says 4G-32G:512M"
                                + " (table new)");
    }

    @Test
    void belowTheOwnTableIsADoubtAndNeverAHang() {
        facts.put("kexec_crash_size", Long.toString(80 * MIB));

        var forecast = forecast();

        assertThat(forecast.outcome()).isEqualTo(NextPanic.DUMP);
        assertThat(forecast.concern()).isEqualTo(Concern.DOUBT);
        assertThat(forecast.doubts())
                .containsExactly(
                        "the capture kernel may run out of memory: 80 MiB is reserved for 16 GiB,"
                                + " the table says 512M-:192M (table old)");
        assertThat(forecast.guidance().map(Guidance::quote)).contains("512M-:192M (table old)");
        assertThat(texts(forecast))
                .containsExactly("TOO_SMALL 192M 512M-:192M", "CAPTURE_STAYS_DOWN 192M 512M-:192M");
    }

    @Test
    void exactlyTheTablesSizeIsEnough() {
        facts.put("distro_version", "24.10");
        facts.put("kexec_crash_size", Long.toString(512 * MIB));
        assertThat(forecast().concern()).isEqualTo(Concern.NONE);

        facts.put("kexec_crash_size", Long.toString(512 * MIB - 1));
        assertThat(forecast().concern()).isEqualTo(Concern.DOUBT);
    }

    @Test
    void theReservationItselfBelongsToTheMachinesMemory() {
        facts.put("distro_version", "24.10");
        facts.put("kexec_crash_size", Long.toString(512 * MIB));

        facts.put("memory_total_bytes", Long.toString(32 * GIB - 512 * MIB - 1));
        assertThat(forecast().guidance().map(Guidance::quote)).contains("4G-32G:512M (table new)");

        facts.put("memory_total_bytes", Long.toString(32 * GIB - 512 * MIB));
        assertThat(forecast().guidance().map(Guidance::quote)).contains("32G-:1024M (table new)");
    }

    @Test
    void theMemoryMapIsBelievedBeforeTheEstimate() {
        facts.put("distro_version", "24.10");
        facts.put("system_ram_bytes", Long.toString(64 * GIB));

        assertThat(forecast().guidance().map(Guidance::quote)).contains("32G-:1024M (table new)");
    }

    @Test
    void aCaptureKernelThatFailsStaysDownUnlessItHasPanicOfItsOwn() {
        facts.put("panic_timeout", "10");
        assertThat(forecast().reasons())
                .contains(
                        "a capture kernel that panics itself stays down: nothing gives it panic=N");

        facts.put("kdump_command_line_append", "irqpoll nr_cpus=1 panic=10");
        assertThat(forecast().reasons())
                .contains("a capture kernel that fails reboots: it is started with panic=10");
    }

    @Test
    void theCaptureKernelInheritsTheRunningKernelsCommandLine() {
        facts.put("command_line", "root=/dev/vda1 panic=30 -- panic=0");

        assertThat(forecast().reasons())
                .contains("a capture kernel that fails reboots: it is started with panic=30");
    }

    @Test
    void aFinalActionOtherThanRebootIsADoubt() {
        facts.put("kdump_final_action", "poweroff");

        var forecast = forecast();

        assertThat(forecast.outcome()).isEqualTo(NextPanic.DUMP);
        assertThat(forecast.needsAttention()).isTrue();
        assertThat(forecast.doubts())
                .containsExactly(
                        "after the dump it does not reboot: kdump's final action is poweroff");
    }

    @Test
    void withoutCaptureKernelAndWithPanicZeroItHangs() {
        withoutDump();

        var forecast = forecast();

        assertThat(forecast.outcome()).isEqualTo(NextPanic.HANG);
        assertThat(forecast.concern()).isEqualTo(Concern.WARNING);
        assertThat(forecast.cause())
                .isEqualTo(
                        "no crash dump is set up, and kernel.panic is 0, so the node stays down");
        assertThat(texts(forecast)).first().asString().startsWith("STAYS_DOWN");
    }

    @Test
    void withoutCaptureKernelItRebootsAfterKernelPanic() {
        withoutDump();
        for (var timeout : List.of("10", "-1", "3600")) {
            facts.put("panic_timeout", timeout);

            var forecast = forecast();

            assertThat(forecast.outcome()).as(timeout).isEqualTo(NextPanic.REBOOT);
            assertThat(forecast.concern()).isEqualTo(Concern.ADVICE);
        }
    }

    @Test
    void aDayUntilTheRebootIsAHang() {
        withoutDump();
        facts.put("panic_timeout", "86400");

        assertThat(forecast().outcome()).isEqualTo(NextPanic.HANG);
        assertThat(forecast().reasons()).contains("kernel.panic is 86400: it stays down for 24 h");
    }

    @Test
    void aHardwareWatchdogResetsWhatWouldStayDown() {
        withoutDump();
        facts.put("hardware_watchdog", "iTCO_wdt");

        var forecast = forecast();

        assertThat(forecast.outcome()).isEqualTo(NextPanic.REBOOT);
        assertThat(forecast.cause()).contains("until its hardware watchdog resets it");
    }

    @Test
    void aReservationThatWasAskedForAndNotMadeIsToldApart() {
        facts.put("kexec_crash_loaded", "0");
        facts.put("kexec_crash_size", "0");
        facts.put("crashkernel", "2G");
        facts.put("panic_timeout", "10");

        var forecast = forecast();

        assertThat(forecast.outcome()).isEqualTo(NextPanic.REBOOT);
        assertThat(forecast.concern()).isEqualTo(Concern.WARNING);
        assertThat(forecast.cause()).startsWith("the crash-dump reservation failed");
        assertThat(forecast.reasons())
                .contains("crashkernel=2G was asked for, but nothing is reserved");
    }

    @Test
    void aReservationWithNothingLoadedIsToldApart() {
        facts.put("kexec_crash_loaded", "0");

        var forecast = forecast();

        assertThat(forecast.outcome()).isEqualTo(NextPanic.HANG);
        assertThat(forecast.cause()).startsWith("no capture kernel is loaded");
    }

    @Test
    void aKernelWithoutCrashDumpsIsToldApart() {
        facts.keySet().removeIf(name -> name.startsWith("kexec_"));
        facts.put("crash_dump_supported", "false");
        facts.put("panic_timeout", "1");

        var forecast = forecast();

        assertThat(forecast.outcome()).isEqualTo(NextPanic.REBOOT);
        assertThat(forecast.cause())
                .isEqualTo("the kernel cannot load a capture kernel, and the node reboots");
    }

    @Test
    void whatIsNotKnownIsNotGuessed() {
        assertThat(PanicForecast.of(Map.of(), GUIDE).outcome()).isEqualTo(NextPanic.UNKNOWN);

        withoutDump();
        facts.remove("panic_timeout");
        assertThat(forecast().outcome()).isEqualTo(NextPanic.UNKNOWN);
        assertThat(forecast().needsAttention()).isFalse();
    }

    @Test
    void nonsenseInFactsIsAsIfItWereNotThere() {
        facts.put("kexec_crash_size", "a lot");
        facts.put("memory_total_bytes", "999999999999999999999");
        facts.put("panic_timeout", "-");

        assertThat(forecast().outcome()).isEqualTo(NextPanic.DUMP);
        assertThat(forecast().guidance()).isEmpty();
    }

    @Test
    void pstoreIsBlindWhileACaptureKernelIsLoadedUnlessItIsWrittenFirst() {
        facts.put("pstore_backend", "efi_pstore");
        assertThat(forecast().reasons()).anyMatch(reason -> reason.contains("stays empty"));

        facts.put("crash_kexec_post_notifiers", "Y");
        assertThat(forecast().reasons()).noneMatch(reason -> reason.contains("stays empty"));
    }

    @Test
    void anUnknownDistributionIsForecastWithoutATable() {
        facts.put("distro", "alpine");

        assertThat(forecast().outcome()).isEqualTo(NextPanic.DUMP);
        assertThat(forecast().guidance()).isEmpty();
        assertThat(forecast().concern()).isEqualTo(Concern.NONE);
    }

    private void withoutDump() {
        facts.remove("crashkernel");
        facts.put("kexec_crash_loaded", "0");
        facts.put("kexec_crash_size", "0");
    }

    private Forecast forecast() {
        return PanicForecast.of(facts, GUIDE);
    }

    private static List<String> texts(Forecast forecast) {
        return forecast.remedies().stream().map(Remedy::text).toList();
    }

    private static ReservationTable table(String id, String since, String until, String ranges) {
        return new ReservationTable(
                id,
                List.of("ubuntu"),
                since,
                until,
                List.of("x86_64"),
                "",
                CrashkernelRanges.fromString(ranges),
                "table " + id,
                "");
    }

    private static SituationRemedy remedy(Situation situation) {
        var remedy = new Remedy(situation + " {size} {ranges}", List.of(), "", "");
        return new SituationRemedy(situation, List.of(), remedy);
    }
}
