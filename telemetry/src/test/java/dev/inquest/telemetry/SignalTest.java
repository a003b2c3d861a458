package dev.inquest.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inquest.telemetry.otlp.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SignalTest {

    private static final Outcome TAKEN = new Outcome.Accepted(0, "");
    private static final Outcome AWAY = new Outcome.Later("away", Optional.empty());

    private final List<String> heard = new ArrayList<>();
    private final Signal metrics = new Signal("metrics", new Hearing(), new Random(1));
    private Instant now = Instant.EPOCH;

    @Test
    void whatIsNotTakenIsSaidOnceAndWhenItIsOver() {
        metrics.note(AWAY, now);
        metrics.note(new Outcome.Refused("no such signal"), now);
        metrics.note(TAKEN, now);
        metrics.note(TAKEN, now);

        assertThat(heard).containsExactly("metrics: away", "metrics again");
    }

    @Test
    void theOtherSignalHasItsOwnSay() {
        var traces = new Signal("traces", new Hearing(), new Random(1));
        for (var round = 0; round < 5; round++) {
            traces.note(TAKEN, now);
            metrics.note(new Outcome.Refused("404"), now);
        }

        assertThat(heard).containsExactly("metrics: 404");
        assertThat(traces.maySend(now)).isTrue();
    }

    @Test
    void attemptsBecomeRareAndAreSpread() {
        for (var attempt = 1; attempt <= 20; attempt++) {
            metrics.note(AWAY, now);
            now = now.plusMillis(Math.min(60_000, 500L << Math.min(20, attempt)));
            assertThat(metrics.maySend(now)).isTrue();
        }
        metrics.note(AWAY, now);
        assertThat(metrics.maySend(now.plusSeconds(29))).isFalse();

        metrics.note(TAKEN, now);
        metrics.note(AWAY, now);
        assertThat(metrics.maySend(now.plusSeconds(1))).isTrue();
    }

    @Test
    void aReceiverThatSaysWhenIsAskedThen() {
        metrics.note(new Outcome.Later("busy", Optional.of(Duration.ofMinutes(5))), now);

        assertThat(metrics.maySend(now.plusSeconds(299))).isFalse();
        assertThat(metrics.maySend(now.plusSeconds(300))).isTrue();
    }

    private final class Hearing implements ReceiverObserver {

        @Override
        public void notTaken(String signal, String why) {
            heard.add(signal + ": " + why);
        }

        @Override
        public void takenAgain(String signal) {
            heard.add(signal + " again");
        }
    }
}
