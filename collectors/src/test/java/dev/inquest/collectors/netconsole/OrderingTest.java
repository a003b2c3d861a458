package dev.inquest.collectors.netconsole;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inquest.collectors.netconsole.NetconsoleSettings.Rules;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OrderingTest {

    private static final long MS = 1_000_000;
    private static final Rules RULES =
            new Rules(100, Duration.ofMillis(200), 19, Duration.ofSeconds(1));

    private final List<Long> given = new ArrayList<>();
    private final Ordering ordering = new Ordering(RULES, message -> given.add(message.sequence()));

    @Test
    void recordsInOrderWaitForNothing() {
        take(0, 5, 6, 7);
        assertThat(given).containsExactly(5L, 6L, 7L);
        assertThat(ordering.isEmpty()).isTrue();
    }

    @Test
    void whatCameTooEarlyWaitsForWhatIsMissing() {
        take(0, 5, 7, 8);
        assertThat(given).containsExactly(5L);
        take(199, 6);
        assertThat(given).containsExactly(5L, 6L, 7L, 8L);
        assertThat(ordering.counts()).isEqualTo(OrderCounts.NONE);
    }

    @Test
    void aGapIsGivenUpExactlyAtTheEndOfPatience() {
        take(0, 5, 8);
        ordering.giveUpSince(199 * MS - 200 * MS, 199 * MS);
        assertThat(given).containsExactly(5L);
        ordering.giveUpSince(200 * MS - 200 * MS, 200 * MS);
        assertThat(given).containsExactly(5L, 8L);
        assertThat(ordering.counts().missing()).isEqualTo(2);
    }

    @Test
    void whatComesAfterItsGapWasGivenUpIsLateAndNotLost() {
        take(0, 5, 8);
        ordering.giveUpSince(0, 200 * MS);
        take(300, 6, 9);
        assertThat(given).containsExactly(5L, 8L, 6L, 9L);
        assertThat(ordering.counts().late()).isEqualTo(1);
    }

    @Test
    void theSameRecordTwiceIsGivenOnce() {
        take(0, 5, 6, 6, 8, 8, 5);
        ordering.giveAll(MS);
        assertThat(given).containsExactly(5L, 6L, 8L);
        assertThat(ordering.counts().duplicates()).isEqualTo(3);
    }

    @Test
    void theSameRecordOfALaterBootIsGivenAgain() {
        take(0, 5, 6);
        take(1000, 5);
        assertThat(given).containsExactly(5L, 6L, 5L);
    }

    @Test
    void aRebootStartsTheCountingAnewAndLosesNothing() {
        take(0, 1000, 1001);
        for (var sequence = 0; sequence < 40; sequence++) {
            take(5000 + sequence, sequence);
        }
        assertThat(given).hasSize(42).endsWith(37L, 38L, 39L);
        assertThat(ordering.counts().resets()).isEqualTo(1);
        take(6000, 41, 40);
        assertThat(given).endsWith(39L, 40L, 41L);
    }

    @Test
    void eighteenOutOfSequenceAreNoReboot() {
        take(0, 1000);
        for (var sequence = 0; sequence < 18; sequence++) {
            take(5000 + sequence, sequence);
        }
        assertThat(ordering.counts().resets()).isZero();
    }

    @Test
    void whatIsFarAheadIsGivenAtOnce() {
        take(0, 5, 105, 106);
        assertThat(given).containsExactly(5L, 106L);
        assertThat(ordering.counts().ahead()).isEqualTo(1);
    }

    @Test
    void anotherRecordOfTheSameNumberIsNotLost() {
        take(0, 5, 7);
        ordering.take(Records.message(7, "another"), MS);
        ordering.giveAll(MS);
        assertThat(given).containsExactly(5L, 7L, 7L);
    }

    private void take(long ms, long... sequences) {
        for (var sequence : sequences) {
            ordering.take(Records.message(sequence), ms * MS);
        }
    }
}
