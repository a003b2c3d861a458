package dev.inquest.sinks.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inquest.sinks.receiver.Answer;
import java.time.Duration;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.Test;

/// Nothing is committed that was neither told nor written down.
class CommittingTest {

    private final Bench bench = new Bench();
    private final TestReceiver receiver = new TestReceiver(Answer.accepted());

    @Test
    void whatCannotBeWrittenDownIsTriedEverMoreRarelyAndNotCommitted() throws Exception {
        var backlog = bench.backlog(receiver);
        bench.publish("broken", new byte[] {1});
        bench.read(backlog);
        bench.refusal = new TopicAuthorizationException("not allowed");

        for (var tenths = 0; tenths < 600; tenths++) {
            bench.committing.look(backlog);
            bench.clock.pass(Duration.ofMillis(100));
        }
        assertThat(bench.committed()).isEqualTo(-1);
        assertThat(bench.committing.isFailing()).isTrue();
        assertThat(bench.interruptions)
                .containsExactly("a dead letter cannot be written: not allowed");
        var health = bench.vitals.health(true, 0, 0, bench.clock.instant());
        assertThat(health.isBehind()).isTrue();
        assertThat(health.why()).contains("a dead letter cannot be written");

        bench.refusal = null;
        bench.clock.pass(Duration.ofSeconds(30));
        bench.committing.look(backlog);
        assertThat(bench.committed()).isEqualTo(1);
        assertThat(bench.committing.isFailing()).isFalse();
        assertThat(bench.producer.history()).hasSize(1);
    }

    @Test
    void aDeadLetterThatIsTooLargeIsWrittenWithoutItsValue() throws Exception {
        var backlog = bench.backlog(receiver);
        bench.publish("large", new byte[1_000]);
        bench.read(backlog);
        bench.largest = 999;

        bench.committing.look(backlog);

        assertThat(bench.committed()).isEqualTo(1);
        assertThat(bench.producer.history())
                .singleElement()
                .satisfies(letter -> {
                    assertThat(letter.key()).isEqualTo("large");
                    assertThat(letter.value()).isNull();
                    assertThat(letter.headers().lastHeader("inquest.origin").value())
                            .asString()
                            .isEqualTo("t.findings-0@0");
                });
    }
}
