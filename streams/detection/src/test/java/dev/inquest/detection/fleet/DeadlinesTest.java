package dev.inquest.detection.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DeadlinesTest {

    private static final Instant NOW = Instant.parse("2024-06-17T02:00:00Z");

    private final Deadlines<String> deadlines = new Deadlines<>();

    @Test
    void onlyWhatIsDueIsLookedAtEarliestFirst() {
        for (var i = 0; i < 10_000; i++) {
            deadlines.set("later " + i, in(60 + i));
        }
        deadlines.set("second", in(2));
        deadlines.set("first", in(1));

        assertThat(deadlines.due(NOW)).isEmpty();
        assertThat(deadlines.due(NOW.plusSeconds(2))).containsExactly("first", "second");
        assertThat(deadlines.due(NOW.plusSeconds(59))).isEmpty();
        assertThat(deadlines.size()).isEqualTo(10_000);
    }

    @Test
    void aDeadlineIsReachedAtItsMomentAndOnce() {
        deadlines.set("one", in(10));

        assertThat(deadlines.due(NOW.plusSeconds(10).minusMillis(1))).isEmpty();
        assertThat(deadlines.due(NOW.plusSeconds(10))).containsExactly("one");
        assertThat(deadlines.due(NOW.plusSeconds(10))).isEmpty();
    }

    @Test
    void whoeverWaitsAnewWaitsOnce() {
        for (var i = 0; i < 1_000; i++) {
            deadlines.set("one", in(1_000 - i));
        }
        deadlines.set("one", in(500));

        assertThat(deadlines.due(NOW.plusSeconds(499))).isEmpty();
        assertThat(deadlines.due(NOW.plusSeconds(2_000))).containsExactly("one");
    }

    @Test
    void whoeverWaitsNoLongerIsNeverDue() {
        deadlines.set("one", in(10));
        deadlines.set("one", Optional.empty());

        assertThat(deadlines.due(NOW.plusSeconds(10))).isEmpty();
        assertThat(deadlines.size()).isZero();
    }

    private static Optional<Instant> in(int seconds) {
        return Optional.of(NOW.plusSeconds(seconds));
    }
}
