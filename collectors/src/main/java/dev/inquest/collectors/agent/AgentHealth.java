package dev.inquest.collectors.agent;

import dev.inquest.collectors.publish.KafkaPublisher.Condition;
import dev.inquest.collectors.publish.Publisher;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/// Says how the agent itself is, in words and in numbers.
final class AgentHealth {

    /// Several heartbeats, and the time that one may take.
    private static final Duration TOO_LONG = Duration.ofMinutes(1);

    private final NodeAgent agent;
    private final Supplier<Condition> kafka;
    private final Publisher publisher;
    private final Journal journal;

    /// @param kafka how it goes with Kafka now
    /// @param publisher what the collectors publish through, which also knows what it held back
    AgentHealth(NodeAgent agent, Supplier<Condition> kafka, Publisher publisher, Journal journal) {
        this.agent = agent;
        this.kafka = kafka;
        this.publisher = publisher;
        this.journal = journal;
    }

    HealthServer.Answers answers() {
        return new HealthServer.Answers(this::unhealthy, this::unready, this::metrics);
    }

    private Optional<String> unhealthy() {
        var since = kafka.get().sinceBeat();
        return since.compareTo(TOO_LONG) > 0
                ? Optional.of("no heartbeat was made for " + since.toSeconds() + " s")
                : Optional.empty();
    }

    private Optional<String> unready() {
        var since = kafka.get().sinceAccepted();
        return since.compareTo(TOO_LONG) > 0
                ? Optional.of("Kafka took no heartbeat for " + since.toSeconds() + " s")
                : Optional.empty();
    }

    private String metrics() {
        var condition = kafka.get();
        var losses = publisher.losses();
        var kmsg = agent.kmsg();
        return new Exposition()
                .gauge(
                        "inquest_agent_kafka_silence_seconds",
                        "Time since Kafka took a heartbeat.",
                        condition.sinceAccepted().toMillis() / 1000.0)
                .gauge(
                        "inquest_agent_waiting_events",
                        "Events that wait in memory.",
                        condition.waiting())
                .gauges(
                        "inquest_agent_spooled_events",
                        "Events that wait on disk.",
                        "topic",
                        condition.spooled())
                .gauge(
                        "inquest_agent_spool_bytes",
                        "Disk that the spool takes.",
                        condition.spoolBytes())
                .counters(
                        "inquest_agent_lost_events_total",
                        "Events that will never be delivered.",
                        "topic",
                        losses.lost())
                .counters(
                        "inquest_agent_suppressed_events_total",
                        "Events held back because too many of the kind came.",
                        "kind",
                        losses.suppressed())
                .counter(
                        "inquest_agent_kmsg_kernel_records_total",
                        "Records of /dev/kmsg that the kernel wrote.",
                        kmsg.kernel())
                .counter(
                        "inquest_agent_kmsg_user_records_total",
                        "Records of /dev/kmsg that programs wrote.",
                        kmsg.user())
                .counter(
                        "inquest_agent_kmsg_lost_records_total",
                        "Records of /dev/kmsg that were overwritten before they could be read.",
                        kmsg.lost())
                .gauge(
                        "inquest_agent_kmsg_blind",
                        "1 while /dev/kmsg cannot be read.",
                        agent.kmsgBlind().isPresent() ? 1 : 0)
                .gauge(
                        "inquest_agent_probe_ok",
                        "1 while the fork and fsync probe succeeds.",
                        agent.probeOk() ? 1 : 0)
                .counters(
                        "inquest_agent_observations_total",
                        "Lines written to standard error.",
                        "message",
                        journal.counts())
                .toString();
    }
}
