package dev.inquest.collectors.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackoffTest {

    @Test
    void waitsGrowToTheLimitAndBeginAgainAfterSuccess() {
        var backoff = new Backoff(Duration.ofSeconds(1));

        assertThat(backoff.next()).isEqualTo(Duration.ofMillis(250));
        assertThat(backoff.next()).isEqualTo(Duration.ofMillis(500));
        assertThat(backoff.next()).isEqualTo(Duration.ofSeconds(1));
        assertThat(backoff.next()).isEqualTo(Duration.ofSeconds(1));
        backoff.reset();
        assertThat(backoff.next()).isEqualTo(Duration.ofMillis(250));
    }

    @Test
    void noWaitIsLongerThanTheLimit() {
        assertThat(new Backoff(Duration.ofMillis(10)).next()).isEqualTo(Duration.ofMillis(10));
    }
}
