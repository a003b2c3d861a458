package dev.inquest.detection.quiet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inquest.detection.node.StateName;
import org.junit.jupiter.api.Test;

/// The month of the benchmark, shortened to a week of a tenth of the fleet.
class QuietMonthTest {

    @Test
    void ordinaryLifeWakesNobodyAndFiveHangsWakeSomebodyOnceAndNameTheirKernel() {
        var outcome = new QuietMonth(Plan.WEEK, 1).play(_ -> {});

        assertThat(outcome.paged())
                .as("paged: %s", outcome.paged())
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.key().pattern()).isEqualTo("hung-cohort");
                    assertThat(finding.members()).hasSize(5);
                    assertThat(finding.telling().commonality())
                            .contains("kernel_release=5.15.0-91-generic");
                });
        assertThat(outcome.confirmed())
                .allMatch(finding -> finding.key().pattern().equals("hung-cohort"))
                .hasSizeLessThanOrEqualTo(1);
        assertThat(outcome.isAsPromised(Plan.WEEK.hangs())).isTrue();
        assertThat(outcome.moves())
                .as("all of it happened")
                .containsKeys(
                        StateName.PLANNED,
                        StateName.REBOOTED,
                        StateName.UNOBSERVED,
                        StateName.STOPPED,
                        StateName.REPLACED,
                        StateName.HUNG,
                        StateName.LOST);
    }
}
