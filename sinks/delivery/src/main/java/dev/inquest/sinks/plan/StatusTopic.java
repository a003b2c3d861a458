package dev.inquest.sinks.plan;

import dev.inquest.schemas.Topic;
import dev.inquest.schemas.WireSerializer;
import dev.inquest.schemas.wire.SinkStatus;
import dev.inquest.sinks.delivery.Findings;
import dev.inquest.sinks.delivery.SinkHealth;
import dev.inquest.sinks.delivery.SinkObserver;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.StringSerializer;

/// Publishes how sinks stand, so that `status` and the console can show it wherever they run: when
/// it changes, and every ten seconds. Nothing waits for it, and what is lost is said again.
final class StatusTopic implements SinkObserver, AutoCloseable {

    private static final Duration EVERY = Duration.ofSeconds(10);

    private final Map<String, PlannedSink> sinks;
    private final Topic<SinkStatus> topic;
    private final Producer<String, SinkStatus> producer;
    private final InstantSource clock;
    private final Map<String, Said> said = new ConcurrentHashMap<>();
    private final AtomicBoolean sending = new AtomicBoolean();

    private record Said(SinkHealth health, Instant at) {

        /// Counts alone are no news.
        boolean isOld(SinkHealth now, Instant at) {
            return !at().plus(EVERY).isAfter(at)
                    || now.active() != health.active()
                    || now.failing() != health.failing()
                    || now.isBehind() != health.isBehind()
                    || now.deadLetters() != health.deadLetters()
                    || !now.why().equals(health.why());
        }
    }

    StatusTopic(List<PlannedSink> sinks, Findings findings, InstantSource clock) {
        this.sinks =
                sinks.stream()
                        .collect(Collectors.toMap(s -> s.settings().name(), Function.identity()));
        this.topic = findings.topics().sinks();
        this.clock = clock;
        var config = new HashMap<>(findings.client());
        config.put(ProducerConfig.CLIENT_ID_CONFIG, "inquest-sink-status");
        config.put(ProducerConfig.BUFFER_MEMORY_CONFIG, "1048576");
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, "0");
        config.put(ProducerConfig.LINGER_MS_CONFIG, "0");
        this.producer =
                new KafkaProducer<>(
                        config, new StringSerializer(), new WireSerializer<>(findings.registry()));
    }

    @Override
    public void health(SinkHealth health) {
        var now = clock.instant();
        var before = said.get(health.sink());
        // Who stands by has nothing to say; who cannot even do that has.
        var speaks = health.active() || health.failing();
        if (speaks && (before == null || before.isOld(health, now))) {
            said.put(health.sink(), new Said(health, now));
            sendAside(status(health, now, false));
        }
    }

    /// The registry may keep a sender waiting, and a sink must not wait. What comes meanwhile is
    /// left out; the next one says it all.
    private void sendAside(SinkStatus status) {
        if (sending.compareAndSet(false, true)) {
            Thread.ofVirtual()
                    .name("sink-status")
                    .start(() -> {
                        send(status);
                        sending.set(false);
                    });
        } else {
            said.remove(status.getSink());
        }
    }

    private void send(SinkStatus status) {
        try {
            var _ = producer.send(new ProducerRecord<>(topic.name(), status.getSink(), status));
        } catch (KafkaException e) {
            // Without Kafka there is nobody to tell; the next one says it all.
            said.remove(status.getSink());
        }
    }

    private SinkStatus status(SinkHealth health, Instant now, boolean closed) {
        var sink = Optional.ofNullable(sinks.get(health.sink()));
        return SinkStatus.newBuilder()
                .setSink(health.sink())
                .setKind(sink.map(PlannedSink::kind).orElse(""))
                .setReceiver(sink.map(PlannedSink::where).orElse(""))
                .setSends(health.paging())
                .setWaiting(health.waiting())
                .setUnread(health.unread())
                .setBehindSince(health.behindSince().orElse(null))
                .setLastAccepted(health.lastAccepted().orElse(null))
                .setLastFailure(health.lastFailure().orElse(null))
                .setWhy(health.why())
                .setAccepted(health.accepted())
                .setDeadLetters(health.deadLetters())
                .setLastHeartbeat(health.lastBeat().orElse(null))
                .setAt(now)
                .setClosed(closed)
                .build();
    }

    @Override
    public void close() {
        said.values().forEach(last -> send(status(last.health(), clock.instant(), true)));
        producer.close(Duration.ofSeconds(1));
    }
}
