package dev.inquest.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryAfterTest {

    private final RetryAfter patience = new RetryAfter(Duration.ofHours(1));

    @ParameterizedTest
    @CsvSource({
        "5, 5",
        "86400, 3600",
        "'Thu, 01 Jan 1970 00:01:00 GMT', 60",
        "'Wed, 31 Dec 1969 23:00:00 GMT', 0",
        "'Fri, 31 Dec 9999 23:59:59 GMT', 3600",
        "soon, -1",
        "-3, -1"
    })
    void timesToWaitAreSecondsOrADateAndBounded(String header, long seconds) {
        var expected = seconds < 0 ? Optional.empty() : Optional.of(Duration.ofSeconds(seconds));
        assertThat(patience.read(header, Instant.EPOCH)).isEqualTo(expected);
    }
}
