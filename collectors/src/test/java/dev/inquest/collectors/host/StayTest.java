package dev.inquest.collectors.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class StayTest {

    private final Stay stay = new Stay("b2", () -> Duration.ofSeconds(100));

    @Test
    void withinOneBootTheUptimeDecidesWhateverTheWallClockSays() {
        assertThat(since("b2", 40, Duration.ofDays(300))).isEqualTo(Duration.ofSeconds(60));
        assertThat(since("b2", 40, Duration.ofDays(-1))).isEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void fromAnotherBootItWasAtLeastHeldSinceThisOne() {
        assertThat(since("b1", 90_000, Duration.ofSeconds(7))).isEqualTo(Duration.ofSeconds(100));
        assertThat(since("b1", 90_000, Duration.ofHours(1))).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void itIsNeverNegative() {
        assertThat(since("b2", 101, Duration.ZERO)).isEqualTo(Duration.ZERO);
    }

    private Duration since(String boot, long uptimeSeconds, Duration byWallClock) {
        return stay.since(boot, Duration.ofSeconds(uptimeSeconds), byWallClock);
    }
}
