package dev.inquest.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/// How a crash ended, as far as the text tells.
final class EndingTest {
    private static final String OOPS =
            """
            [    1.000000] BUG: kernel NULL pointer dereference, address: 0000000000000028
            [    1.000000] CPU: 8 PID: 91 Comm: x Kdump: loaded Not tainted 6.8.0-90-generic #91
            [    1.000000] RIP: 0010:guilty+0x5/0x10
            """;
    private static final String PANIC =
            """
            [    1.000000] Kernel panic - not syncing: gone
            [    1.000000] CPU: 8 PID: 91 Comm: x %sNot tainted 6.8.0-90-generic #91
            """;

    @Test
    void anOopsWithAnArmedCaptureKernelMayBeTheEnd() {
        assertThat(outcomes(OOPS)).containsExactly(Outcome.UNKNOWN);
    }

    @Test
    void anOopsThatTheKernelSurvivesContinues() {
        assertThat(outcomes(OOPS + "[   60.000000] eth0: link is up\n"))
                .containsExactly(Outcome.CONTINUES);
    }

    @Test
    void aPanicWithoutCaptureKernelHangs() {
        assertThat(outcomes(PANIC.formatted(""))).containsExactly(Outcome.HUNG);
    }

    @Test
    void aPanicWithAnArmedCaptureKernelIsOpen() {
        assertThat(outcomes(PANIC.formatted("Kdump: loaded "))).containsExactly(Outcome.UNKNOWN);
    }

    @Test
    void aRebootInADayIsAHang() {
        String panic = PANIC.formatted("");
        assertThat(outcomes(panic + "[    2.000000] Rebooting in 86400 seconds..\n"))
                .containsExactly(Outcome.HUNG);
        assertThat(outcomes(panic + "[    2.000000] Rebooting in 5 seconds..\n"))
                .containsExactly(Outcome.REBOOTED);
    }

    private static List<Outcome> outcomes(String text) {
        return CrashLog.read(text.getBytes(StandardCharsets.UTF_8)).stream()
                .map(Crash::outcome)
                .toList();
    }
}
