package dev.inquest.sinks.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class VitalsTest {

    private final Instant now = Instant.EPOCH;
    private final Vitals vitals = new Vitals("pager", true);

    @Test
    void whatFailedBeforeItCaughtUpIsNotWhyItIsBehindAgain() {
        vitals.failed("503 down", now);
        assertThat(health(true).why()).isEqualTo("503 down");
        assertThat(health(false).why()).as("of the last failure").isEqualTo("503 down");

        assertThat(health(true).why()).isEmpty();
    }

    @Test
    void whatFailsJustBeforeItIsBehindIsWhy() {
        assertThat(health(false).why()).isEmpty();
        vitals.failed("429 slow", now);

        assertThat(health(true).why()).isEqualTo("429 slow");
    }

    private SinkHealth health(boolean busy) {
        return vitals.health(busy, 1, 0, now);
    }
}
