package dev.inquest.detection.cohort.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The worked example of docs/cohorts.md.
class StakeTest {

    @ParameterizedTest
    @CsvSource({"1, 8.4, 1.9", "2, 82, 3.5", "3, 874, 6.6", "4, 9715, 12.5", "5, 110717, 23.9"})
    void theWorkedExampleComesOutAsPrinted(int failing, double onKernel, double onCommonSystem) {
        assertThat(stake(failing, 8)).isCloseTo(onKernel, within(rounding(onKernel)));
        assertThat(stake(failing, 50)).isCloseTo(onCommonSystem, within(rounding(onCommonSystem)));
    }

    private static double rounding(double printed) {
        return printed < 50 ? .05 : .5;
    }

    private static double stake(int failing, int percent) {
        var stake = new Stake();
        for (int i = 0; i < failing; i++) {
            stake.observe(true, percent, 100);
        }
        return Math.exp(stake.log());
    }

    @Test
    void aFailureWithoutTheKernelCostsMostOfTheStakeAndTheHighestIsRemembered() {
        var stake = new Stake();
        for (int i = 0; i < 3; i++) {
            stake.observe(true, 8, 100);
        }

        stake.observe(false, 8, 100);

        assertThat(Math.exp(stake.log())).isCloseTo(105, within(.5));
        assertThat(Math.exp(stake.highest())).isCloseTo(874, within(.5));
        stake.observe(true, 8, 100);
        stake.observe(true, 8, 100);
        assertThat(Math.exp(stake.log())).isCloseTo(8_800, within(50.0));
        stake.observe(true, 8, 100);
        assertThat(Math.exp(stake.log())).isCloseTo(86_000, within(500.0));
    }

    @Test
    void thereIsNothingToBetOnWhereAllOrNoneCarryIt() {
        var stake = new Stake();

        stake.observe(true, 257, 257);
        stake.observe(false, 0, 257);

        assertThat(stake.log()).isZero();
        assertThat(stake.highest()).isZero();
    }

    @Test
    void fairBetsSeldomEverGetRich() {
        var random = new SplittableRandom(7);
        int rich = 0;
        for (int run = 0; run < 4_000; run++) {
            var stake = new Stake();
            for (int i = 0; i < 60; i++) {
                stake.observe(random.nextInt(257) < 21, 21, 257);
            }
            rich += stake.highest() >= Math.log(20) ? 1 : 0;
        }

        assertThat(rich / 4_000.0).isPositive().isLessThan(.05);
    }
}
