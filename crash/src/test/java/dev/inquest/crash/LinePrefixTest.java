package dev.inquest.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Every channel puts something else in front of the same words.
final class LinePrefixTest {
    private static final String WORDS =
            "watchdog: BUG: soft lockup - CPU#1 stuck for 11s! [lab_spin:124]";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[   12.345678] ",
                "[   12.345678][   T41] ",
                "[   12.345678][    C0] ",
                "<4>[   12.345678] ",
                "Dec  4 17:33:14 node-7 kernel: [   12.345678] ",
                "Dec  4 17:33:14 node-7 kernel: ",
                "2024-06-17T12:00:00.123456+00:00 node-7 kernel: ",
                "2024-06-17T12:00:00.123456789Z stdout F [   12.345678] ",
                "4,416,1758426,-;",
                "6.4.0,4,444,501151268,-;",
                "4,416,1758426,-,caller=T41;",
                "[Mon Jun 17 12:00:00 2024] "
            })
    void prefixesAreTakenOff(String prefix) {
        List<KernelLine> lines = LinePrefix.lines(prefix + WORDS);

        assertThat(lines).hasSize(1);
        assertThat(lines.getFirst().text()).isEqualTo(WORDS);
        assertThat(lines.getFirst().kernel()).isTrue();
    }

    @Test
    void theCallerIsKept() {
        assertThat(LinePrefix.lines("[ 1052.080846][   T41] x").getFirst().context())
                .isEqualTo("T41");
        assertThat(LinePrefix.lines("4,416,1758426,-,caller=C3;x").getFirst().context())
                .isEqualTo("C3");
    }

    @Test
    void userSpaceCannotForgeTheKernel() {
        assertThat(LinePrefix.lines("30,416,1758426,-;Kernel panic")).isEmpty();
    }

    @Test
    void textGluedToAKernelLineIsParted() {
        List<KernelLine> lines =
                LinePrefix.lines("node-7 login: [   56.100000][    C0] rcu: INFO: x\r");

        assertThat(lines)
                .extracting(KernelLine::text)
                .containsExactly("node-7 login: ", "rcu: INFO: x");
        assertThat(lines).extracting(KernelLine::kernel).containsExactly(false, true);
    }

    @Test
    void aProgressLineIsPartedAtItsCarriageReturns() {
        assertThat(LinePrefix.lines("Copying [ 10 %]\rCopying [100 %]\r"))
                .extracting(KernelLine::text)
                .containsExactly("Copying [ 10 %]", "Copying [100 %]");
    }
}
