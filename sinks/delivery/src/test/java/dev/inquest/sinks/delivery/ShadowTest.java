package dev.inquest.sinks.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inquest.sinks.receiver.Answer;
import org.junit.jupiter.api.Test;

/// In shadow the receiver hears nothing.
class ShadowTest {

    private final Bench bench = new Bench();

    @Test
    void theReceiverIsNotEvenToldThatInquestLives() throws Exception {
        var receiver = new TestReceiver(Answer.accepted(), false);
        try (var shadow = new Shadow(Bench.NAME, receiver, bench)) {
            assertThat(shadow.beat()).isEmpty();
        }
        assertThat(receiver.beats).hasValue(0);
    }

    @Test
    void aDeadMansSwitchOfItsOwnIsCalled() throws Exception {
        var receiver = new TestReceiver(Answer.accepted(), true);
        try (var shadow = new Shadow(Bench.NAME, receiver, bench)) {
            assertThat(shadow.beat()).contains(Answer.accepted());
        }
        assertThat(receiver.beats).hasValue(1);
    }
}
