package dev.inquest.detection.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CrashkernelRangesTest {

    private static final long GIB = 1L << 30;

    private final CrashkernelRanges ranges =
            CrashkernelRanges.fromString("2G-4G:320M,4G-32G:512M,32G-:1024M");

    @Test
    void theStartBelongsToARangeAndTheEndDoesNot() {
        assertThat(ranges.at(2 * GIB - 1)).isEmpty();
        assertThat(ranges.at(2 * GIB)).hasValueSatisfying(row -> assertRow(row, "2G-4G:320M"));
        assertThat(ranges.at(4 * GIB - 1)).hasValueSatisfying(row -> assertRow(row, "2G-4G:320M"));
        assertThat(ranges.at(4 * GIB)).hasValueSatisfying(row -> assertRow(row, "4G-32G:512M"));
        assertThat(ranges.at(1L << 50)).hasValueSatisfying(row -> assertRow(row, "32G-:1024M"));
    }

    @Test
    void oneSizeHoldsForEveryMachine() {
        assertThat(CrashkernelRanges.fromString("448M").at(1))
                .hasValueSatisfying(row -> assertThat(row.reserve()).isEqualTo(448L << 20));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "auto", "4G:512M", "-:", "2G-4G:", "1G-2G:3M,", "9999999999999M"})
    void whatIsNoRangeIsRefused(String text) {
        assertThatThrownBy(() -> CrashkernelRanges.fromString(text))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static void assertRow(CrashkernelRanges.Row row, String text) {
        assertThat(row.text()).isEqualTo(text);
    }
}
