package dev.inquest.collectors.agent;

import dev.inquest.collectors.kernel.KmsgCounts;
import dev.inquest.collectors.publish.KafkaPublisher.Condition;
import dev.inquest.collectors.publish.Publisher;
import dev.inquest.telemetry.Metrics;
import dev.inquest.telemetry.Sample;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/// Registers the numbers that only a node agent has.
final class AgentMetrics {

    private static final double MILLIS = 1e3;

    private final Metrics metrics;

    private AgentMetrics(Metrics metrics) {
        this.metrics = metrics;
    }

    /// @param kafka how it goes with Kafka now
    /// @param publisher what the collectors publish through, which also knows what it held back
    static void register(
            Metrics metrics,
            NodeAgent agent,
            Supplier<Condition> kafka,
            Publisher publisher,
            Journal journal) {
        var all = new AgentMetrics(metrics);
        all.kafka(kafka);
        all.losses(publisher);
        all.kmsg(agent);
        metrics.counter(
                "inquest.agent.observations",
                "Lines written to standard error.",
                "{line}",
                () -> samples("message", journal.counts()));
    }

    private void kafka(Supplier<Condition> kafka) {
        gauge(
                "inquest.agent.kafka.silence",
                "Time since Kafka took a heartbeat.",
                "s",
                () -> seconds(kafka.get().sinceAccepted()));
        gauge(
                "inquest.agent.waiting_events",
                "Events that wait in memory.",
                "{event}",
                () -> kafka.get().waiting());
        metrics.gauge(
                "inquest.agent.spooled_events",
                "Events that wait on disk.",
                "{event}",
                () -> samples("topic", kafka.get().spooled()));
        gauge(
                "inquest.agent.spool_bytes",
                "Disk that the spool takes.",
                "By",
                () -> kafka.get().spoolBytes());
    }

    /// A counter begins with its process; what was lost before is in heartbeats.
    private void losses(Publisher publisher) {
        var before = publisher.losses().lost();
        metrics.counter(
                "inquest.agent.lost_events",
                "Events that will never be delivered, since the start.",
                "{event}",
                () -> samples("topic", since(before, publisher.losses().lost())));
        metrics.counter(
                "inquest.agent.suppressed_events",
                "Events held back because too many of the kind came.",
                "{event}",
                () -> samples("kind", publisher.losses().suppressed()));
    }

    private void kmsg(NodeAgent agent) {
        records(
                agent,
                "inquest.agent.kmsg.kernel_records",
                "Records of /dev/kmsg that the kernel wrote.",
                KmsgCounts::kernel);
        records(
                agent,
                "inquest.agent.kmsg.user_records",
                "Records of /dev/kmsg that programs wrote.",
                KmsgCounts::user);
        records(
                agent,
                "inquest.agent.kmsg.lost_records",
                "Records of /dev/kmsg that were overwritten before they could be read.",
                KmsgCounts::lost);
        gauge(
                "inquest.agent.kmsg.blind",
                "1 while /dev/kmsg cannot be read.",
                "",
                () -> agent.kmsgBlind().isPresent() ? 1 : 0);
        gauge(
                "inquest.agent.probe.ok",
                "1 while the fork and fsync probe succeeds.",
                "",
                () -> agent.probeOk() ? 1 : 0);
    }

    private void records(
            NodeAgent agent, String name, String help, ToDoubleFunction<KmsgCounts> count) {
        metrics.counter(
                name,
                help,
                "{record}",
                () -> List.of(Sample.of(count.applyAsDouble(agent.kmsg()))));
    }

    private void gauge(String name, String help, String unit, Supplier<? extends Number> value) {
        metrics.gauge(name, help, unit, () -> List.of(Sample.of(value.get().doubleValue())));
    }

    private static Map<String, Long> since(Map<String, Long> before, Map<String, Long> now) {
        return now.entrySet().stream()
                .collect(
                        Collectors.toMap(
                                Map.Entry::getKey,
                                entry ->
                                        entry.getValue()
                                                - before.getOrDefault(entry.getKey(), 0L)));
    }

    private static List<Sample> samples(String label, Map<String, Long> values) {
        return values.entrySet().stream()
                .map(entry -> Sample.of(label, entry.getKey(), (double) entry.getValue()))
                .toList();
    }

    private static double seconds(Duration time) {
        return time.toMillis() / MILLIS;
    }
}
