package dev.inquest.detection.cohort.item;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class NodeHoursTest {

    private static final Instant START = Instant.parse("2026-01-05T08:00:00Z");

    private final NodeHours hours = new NodeHours(START.toEpochMilli());

    private void change(int more, Duration after) {
        hours.change(more, START.plus(after).toEpochMilli());
    }

    private double since(Duration from, Duration until) {
        return hours.between(START.plus(from), START.plus(until));
    }

    @Test
    void nodesTimesHours() {
        change(640, Duration.ZERO);
        change(-40, Duration.ofHours(2));

        assertThat(since(Duration.ZERO, Duration.ofMinutes(210)))
                .isCloseTo(640 * 2 + 600 * 1.5, within(.1));
    }

    @Test
    void onlyWhatIsAskedForCounts() {
        change(10, Duration.ZERO);

        assertThat(since(Duration.ofHours(3), Duration.ofHours(5))).isCloseTo(20, within(.01));
    }

    @Test
    void twoDaysAreKept() {
        change(1, Duration.ZERO);

        assertThat(since(Duration.ZERO, Duration.ofHours(47))).isCloseTo(47, within(.01));
        assertThat(since(Duration.ZERO, Duration.ofDays(400))).isCloseTo(47, within(.01));
    }

    @Test
    void aStepBackInTimeAddsNothing() {
        change(5, Duration.ofHours(1));
        change(5, Duration.ZERO);

        assertThat(since(Duration.ZERO, Duration.ofHours(2))).isCloseTo(10, within(.01));
    }
}
