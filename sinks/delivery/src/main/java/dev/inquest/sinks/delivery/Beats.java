package dev.inquest.sinks.delivery;

import dev.inquest.schemas.Topics;
import dev.inquest.sinks.receiver.Answer;
import dev.inquest.sinks.receiver.Receiver;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/// The dead-man heartbeat of a sink: tells the receiver that Inquest lives, as long as detection
/// moves. Its clocks go to the transitions topic every second; where that does not grow, nobody
/// detects, and the heartbeat stops, too.
final class Beats {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final SinkSettings settings;
    private final Receiver receiver;
    private final TopicPartition clocks;
    private final Vitals vitals;
    private final InstantSource clock;
    private final SinkObserver observer;
    private Instant next = Instant.MIN;
    private long end = -1;

    Beats(
            SinkSettings settings,
            Receiver receiver,
            Topics topics,
            Vitals vitals,
            InstantSource clock,
            SinkObserver observer) {
        this.settings = settings;
        this.receiver = receiver;
        this.clocks = new TopicPartition(topics.transitions().name(), 0);
        this.vitals = vitals;
        this.clock = clock;
        this.observer = observer;
    }

    void look(Consumer<?, ?> consumer, Instant now) {
        if (now.isBefore(next)) {
            return;
        }
        next = now.plus(settings.beatEvery());
        try {
            var before = end;
            end = consumer.endOffsets(List.of(clocks), PATIENCE).getOrDefault(clocks, -1L);
            if (before >= 0 && end > before) {
                Thread.ofVirtual().name("beat-" + settings.name()).start(this::beat);
            }
        } catch (KafkaException e) {
            observer.beat(settings.name(), "Kafka does not say how far detection is");
        }
    }

    private void beat() {
        try {
            receiver.beat().ifPresent(this::beaten);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            observer.beat(settings.name(), Fault.inWords(e));
        }
    }

    private void beaten(Answer answer) {
        if (answer instanceof Answer.Accepted) {
            vitals.beaten(clock.instant());
        }
        observer.beat(settings.name(), why(answer));
    }

    private static String why(Answer answer) {
        return switch (answer) {
            case Answer.Accepted _ -> "";
            case Answer.Refused refused -> refused.reason();
            case Answer.Later later -> later.reason();
        };
    }
}
