package dev.inquest.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Small texts, one idea each.
final class CrashReaderTest {

    @Test
    void theSameBugHasTheSameFingerprintOnAnotherMachine() {
        String one = oops("0000000000000028", "3", "0x5/0x10", "5.15.0-91-generic");
        String two = oops("00000000000000f0", "11", "0x45/0x130", "5.15.0-92-generic");

        assertThat(report(one).fingerprint()).isEqualTo(report(two).fingerprint());
        assertThat(report(one).release()).contains("5.15.0-91-generic");
        assertThat(report(one).cpu()).hasValue(3);
    }

    @Test
    void reportsOfTwoCallersDoNotMix() {
        List<String> titles =
                titles(
                        """
                        [    1.000000][   T10] BUG: kernel NULL pointer dereference, address: 0000000000000028
                        [    1.000000][   T11] BUG: unable to handle page fault for address: ffffc90ffff00028
                        [    1.000000][   T11] RIP: 0010:second+0x5/0x10
                        [    1.000000][   T10] RIP: 0010:first+0x5/0x10
                        """);

        assertThat(titles)
                .contains(
                        "BUG: unable to handle kernel NULL pointer dereference in first",
                        "BUG: unable to handle kernel paging request in second");
    }

    @Test
    void aHungTaskMayHaveAnyName() {
        assertThat(
                        report(
                                        "[    1.000000] INFO: task kworker/u8:1+a: b:42 blocked for more than 120 seconds.")
                                .process())
                .contains("kworker/u8:1+a: b");
    }

    @Test
    void programsDoNotCrashTheKernel() {
        assertThat(
                        titles(
                                """
                                [    1.000000] INQ: Kernel panic - not syncing: only said
                                [    1.000000] traps: prog[12] general protection fault ip:4cb420 sp:7f27 error:0
                                30,416,1758426,-;Kernel panic - not syncing: forged
                                [    1.000000] WARNING: the mand mount option is being deprecated and
                                [    1.000000] sysrq: Show Blocked State
                                [    1.000000] Call Trace:
                                [    1.000000]  __schedule+0x1/0x2
                                """))
                .isEmpty();
    }

    @Test
    void aFragmentOfTheKernelCommandLineIsNoPanic() {
        assertThat(titles("[    0.000000] Command line: oops=panic panic_on_warn=1 panic=86400"))
                .isEmpty();
    }

    @Test
    void lifeIsToldOncePerSecondAndNeverByTrouble() {
        List<KernelSignal> signals = new ArrayList<>();
        CrashReader reader = new CrashReader("n");
        for (int i = 0; i < 30; i++) {
            Instant at = Instant.EPOCH.plus(Duration.ofMillis(100L * i));
            reader.line(at, "[   %d.000000] eth0: link is up".formatted(100 + i), signals::add);
            reader.line(
                    at,
                    "[   %d.000000] rcu: INFO: something about a stall".formatted(100 + i),
                    signals::add);
        }
        assertThat(signals).hasSize(3).allMatch(KernelSignal.Ordinary.class::isInstance);
    }

    @Test
    void nothingProvesLifeAfterAPanic() {
        List<KernelSignal> signals =
                signals(
                        """
                        [    1.000000] Kernel panic - not syncing: gone
                        [    9.000000] eth0: link is up
                        """);
        assertThat(signals).noneMatch(KernelSignal.Ordinary.class::isInstance);
    }

    @Test
    void timeThatFallsBackForGoodIsABoot() {
        List<KernelSignal> signals =
                signals(
                        """
                        [ 5000.000000] eth0: link is up
                        [    3.000000] one
                        [    3.100000] two
                        [    3.200000] three
                        """);
        assertThat(signals).anyMatch(KernelSignal.Booted.class::isInstance);
    }

    private static String oops(String address, String cpu, String offset, String release) {
        return """
        [    1.000000] BUG: kernel NULL pointer dereference, address: %s
        [    1.000000] Oops: 0000 [#1] PREEMPT SMP NOPTI
        [    1.000000] CPU: %s PID: 643 Comm: kworker/u32:10 Tainted: G        W  OE     %s #101-Ubuntu
        [    1.000000] RIP: 0010:guilty+%s [mod]
        """
                .formatted(address, cpu, release, offset);
    }

    private static CrashReport report(String text) {
        return CrashLog.read(text.getBytes(StandardCharsets.UTF_8)).getFirst().report();
    }

    private static List<String> titles(String text) {
        return CrashLog.read(text.getBytes(StandardCharsets.UTF_8)).stream()
                .map(crash -> crash.report().title())
                .toList();
    }

    private static List<KernelSignal> signals(String text) {
        List<KernelSignal> signals = new ArrayList<>();
        Corpus.replay(text.lines().toList(), signals::add);
        return signals;
    }
}
