package dev.inquest.detection.cohort.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RiskRatioTest {

    @ParameterizedTest
    @CsvSource({"3, 6.7", "4, 10.3", "5, 14.0"})
    void whereAllCarryItThereIsOnlyALowerBound(int failing, double atLeast) {
        var ratio = RiskRatio.whenAllCarryIt(failing, .08);

        assertThat(ratio.lower()).isCloseTo(atLeast, within(.05));
        assertThat(ratio.isOneSided()).isTrue();
    }

    @Test
    void theEstimateIsThatOfMantelAndHaenszel() {
        var sum = new RiskRatio.Sum();
        for (int i = 0; i < 8; i++) {
            sum.add(true, 20, 256);
        }
        for (int i = 0; i < 2; i++) {
            sum.add(false, 20, 256);
        }

        var ratio = sum.ratio();

        assertThat(ratio.estimate()).isCloseTo(8 * 236 / (2 * 20.0), within(1e-9));
        assertThat(ratio.lower()).isBetween(8.0, 15.0);
        assertThat(ratio.upper()).isBetween(150.0, 300.0);
        assertThat(sum.expected()).isCloseTo(10 * 20 / 256.0, within(1e-9));
    }

    @Test
    void setsThatTellNothingDoNotWidenTheInterval() {
        var sum = new RiskRatio.Sum();
        for (int i = 0; i < 8; i++) {
            sum.add(true, 20, 256);
        }
        for (int i = 0; i < 3; i++) {
            sum.add(false, 0, 256);
        }

        assertThat(sum.ratio().lower()).isGreaterThan(10);
        assertThat(sum.failing()).isEqualTo(11);
    }

    @Test
    void whatNobodyElseLacksIsNoRisk() {
        var sum = new RiskRatio.Sum();
        sum.add(true, 256, 256);

        assertThat(sum.ratio()).isEqualTo(RiskRatio.NONE);
    }

    @Test
    void aSetWithoutControlsTellsNothing() {
        var sum = new RiskRatio.Sum();
        sum.add(true, 0, 0);

        assertThat(sum.failing()).isZero();
        assertThat(sum.ratio()).isEqualTo(RiskRatio.NONE);
    }
}
