package dev.inquest.query.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.inquest.query.answer.KsqlError;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class TurnsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Turns turns = new Turns(1, 1);

    private CompletableFuture<Void> begun() {
        return CompletableFuture.runAsync(() -> begin(PATIENCE));
    }

    private void begin(Duration patience) {
        try {
            turns.begin(patience);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void nobodyGoesBeforeThoseWhoWait() {
        for (var round = 0; round < 50; round++) {
            begin(PATIENCE);
            var other = begun();
            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(1))
                    .until(() -> turns.waiting() == 1 && turns.queued());

            turns.end();
            assertThatExceptionOfType(KsqlError.class).isThrownBy(() -> begin(Duration.ZERO));

            assertThat(other).succeedsWithin(PATIENCE);
            turns.end();
        }
    }

    @Test
    void soManyWaitAtMost() {
        begin(PATIENCE);
        var other = begun();
        await().atMost(PATIENCE).until(() -> turns.waiting() == 1);

        assertThatExceptionOfType(KsqlError.class)
                .isThrownBy(() -> begin(PATIENCE))
                .withMessageContaining("too many pull queries");

        turns.end();
        assertThat(other).succeedsWithin(PATIENCE);
    }
}
