package dev.inquest.collectors.agent;

import dev.inquest.collectors.publish.KafkaPublisher.Condition;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/// Says whether the agent itself is well.
final class AgentHealth {

    /// Several heartbeats, and the time that one may take.
    private static final Duration TOO_LONG = Duration.ofMinutes(1);

    private final Supplier<Condition> kafka;

    /// @param kafka how it goes with Kafka now
    AgentHealth(Supplier<Condition> kafka) {
        this.kafka = kafka;
    }

    /// Why the agent should be started again; empty when it should not.
    Optional<String> unhealthy() {
        var since = kafka.get().sinceBeat();
        return since.compareTo(TOO_LONG) > 0
                ? Optional.of("no heartbeat was made for " + since.toSeconds() + " s")
                : Optional.empty();
    }

    /// Why what it sees gets nowhere; empty when it does.
    Optional<String> unready() {
        var since = kafka.get().sinceAccepted();
        return since.compareTo(TOO_LONG) > 0
                ? Optional.of("Kafka took no heartbeat for " + since.toSeconds() + " s")
                : Optional.empty();
    }
}
