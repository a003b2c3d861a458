package dev.inquest.sinks.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inquest.sinks.receiver.Answer;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// What is read, and what keeps it from being read.
class ReadingTest {

    private final Bench bench = new Bench();
    private final TestReceiver receiver = new TestReceiver(Answer.accepted());

    @Test
    void aRegistryThatIsAwayIsAskedEverMoreRarelyAndSaidOnce() {
        var backlog = bench.backlog(receiver);
        bench.publish("a");
        bench.publish("b");
        bench.registry.away = true;

        for (var tenths = 0; tenths < 600; tenths++) {
            bench.read(backlog);
            bench.clock.pass(Duration.ofMillis(100));
        }
        assertThat(bench.registry.asked).isBetween(5, 15);
        assertThat(bench.interruptions).containsExactly("the schema registry does not answer");
        assertThat(backlog.waiting()).isZero();

        bench.registry.away = false;
        for (var tenths = 0; tenths < 90; tenths++) {
            bench.read(backlog);
            bench.clock.pass(Duration.ofMillis(100));
        }
        assertThat(backlog.waiting()).isEqualTo(2);
        assertThat(backlog.progress().offset()).isZero();
    }

    @Test
    void nothingMoreIsReadWhileTooManyDeadLettersWait() {
        var backlog = bench.backlog(receiver);
        for (var i = 0; i < 100; i++) {
            bench.publish("broken", new byte[] {1});
        }
        bench.read(backlog);

        assertThat(bench.deadLetters.isFull()).isTrue();
        assertThat(bench.consumer.paused()).containsExactly(bench.partition);
    }
}
