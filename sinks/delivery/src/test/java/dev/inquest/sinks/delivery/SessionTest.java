package dev.inquest.sinks.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.inquest.sinks.backlog.Backlog;
import dev.inquest.sinks.backlog.Pace;
import dev.inquest.sinks.receiver.Answer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The partition comes and goes while something is under way.
class SessionTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Bench bench = new Bench();
    private final TestReceiver receiver = new TestReceiver(Answer.accepted());
    private final Requests requests = new Requests(Bench.NAME, receiver, bench.clock);
    private final Telling telling = bench.telling(receiver, requests);
    private final Backlog backlog = bench.backlog(receiver);
    private final Session session = session();

    private Session session() {
        var settings = new SinkSettings(Bench.NAME, true, Pace.DEFAULT, Duration.ofMinutes(1));
        var topics = bench.findings.topics();
        var beats = new Beats(settings, receiver, topics, bench.vitals, bench.clock, bench);
        var parts =
                new Session.Parts(
                        () -> backlog,
                        bench.reading,
                        telling,
                        bench.committing,
                        beats,
                        bench.vitals);
        return new Session(bench.partition, bench.consumer, parts, bench.clock, bench);
    }

    @AfterEach
    void close() {
        requests.close();
    }

    @Test
    void whoHandsThePartitionOverWaitsForWhatIsUnderWayAndCommitsIt() throws Exception {
        beginOne();
        var revoked =
                CompletableFuture.runAsync(
                        () -> session.onPartitionsRevoked(List.of(bench.partition)));
        await().atMost(PATIENCE).until(() -> !bench.vitals.isActive());
        bench.clock.pass(Duration.ofSeconds(15));
        assertThat(revoked).isNotDone();

        receiver.letGo.countDown();
        await().atMost(PATIENCE).until(revoked::isDone);
        assertThat(bench.committed()).isEqualTo(1);
        assertThat(receiver.cutOff).hasValue(0);
    }

    @Test
    void whatIsNotAnsweredByThenIsCutOffAndNotCommitted() throws Exception {
        beginOne();
        var revoked =
                CompletableFuture.runAsync(
                        () -> session.onPartitionsRevoked(List.of(bench.partition)));
        await().atMost(PATIENCE)
                .until(() -> {
                    bench.clock.pass(Duration.ofSeconds(1));
                    return revoked.isDone();
                });

        await().atMost(PATIENCE).until(() -> receiver.cutOff.get() == 1);
        assertThat(bench.committed()).isLessThanOrEqualTo(0);
    }

    @Test
    void whoLostThePartitionCutsOffAndOvertakesNothingInItsNextLife() throws Exception {
        beginOne();
        session.onPartitionsLost(List.of(bench.partition));
        session.onPartitionsAssigned(List.of(bench.partition));

        var next = bench.backlog(receiver);
        bench.publish("b");
        bench.consumer.seekToBeginning(List.of(bench.partition));
        bench.read(next);
        telling.begin(next);
        assertThat(receiver.told).as("the old one is not answered yet").hasValue(1);

        await().atMost(PATIENCE)
                .until(() -> {
                    telling.takeAnswers(Optional.of(next), Duration.ZERO);
                    telling.begin(next);
                    return receiver.told.get() > 1;
                });
        assertThat(receiver.cutOff).hasValue(1);
    }

    private void beginOne() {
        session.onPartitionsAssigned(List.of(bench.partition));
        assertThat(bench.vitals.isActive()).isTrue();
        bench.publish("a");
        bench.read(backlog);
        telling.begin(backlog);
        await().atMost(PATIENCE).until(() -> receiver.told.get() == 1);
    }
}
