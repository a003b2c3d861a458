package dev.inquest.detection.cohort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class RulesTest {

    @Test
    void defaultsAreThoseOfTheDocumentation() {
        var rules = Rules.DEFAULT;

        assertThat(rules.alpha()).isEqualTo(.05);
        assertThat(rules.minFailing()).isEqualTo(3);
        assertThat(rules.minRatio()).isEqualTo(3);
        assertThat(rules.minRatioBound()).isEqualTo(1.5);
        assertThat(rules.minCoverage()).isEqualTo(.1);
        assertThat(rules.maxCauses()).isEqualTo(5);
        assertThat(rules.maxOrder()).isEqualTo(3);
    }

    @Test
    void aWeightThatIsNoneIsRefusedByItsName() {
        assertThatThrownBy(() -> Rules.DEFAULT.weighing(Map.of("kernel", 0.0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cohorts.attribute-weights");
    }
}
