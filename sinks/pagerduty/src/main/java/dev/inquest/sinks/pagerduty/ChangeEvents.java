package dev.inquest.sinks.pagerduty;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.inquest.schemas.NodeKey;
import dev.inquest.schemas.WireDeserializer;
import dev.inquest.schemas.wire.NodeFacts;
import dev.inquest.sinks.delivery.Findings;
import dev.inquest.sinks.http.Outlet;
import dev.inquest.sinks.pagerduty.KernelRollouts.Rollout;
import dev.inquest.sinks.receiver.Answer;
import dev.inquest.sinks.text.Cut;
import dev.inquest.telemetry.Secret;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.LoggerFactory;

/// Tells PagerDuty that a kernel is being rolled out, as seen in the facts of nodes: a change event
/// calls nobody, and stands beside the incident that may follow.
///
/// It reads all facts at every start to know the kernels, and tells only what changes after that,
/// and only where the sink itself is the one of its group that tells. What PagerDuty does not take
/// in three attempts is left out: context is not worth a queue.
final class ChangeEvents implements AutoCloseable {

    private static final String KERNEL = "kernel_release";
    private static final int ATTEMPTS = 3;
    private static final Duration BETWEEN = Duration.ofSeconds(30);
    private static final Duration AGAIN_AFTER = Duration.ofSeconds(5);
    private static final Duration QUIET = Duration.ofMinutes(1);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration CLOSED_WITHIN = Duration.ofSeconds(2);

    private final PagerDutySettings settings;
    private final Findings source;
    private final WireDeserializer<NodeFacts> format;
    private final Outlet outlet;
    private final InstantSource clock;
    private final BooleanSupplier lead;
    private final CountDownLatch ending = new CountDownLatch(1);
    private final Thread thread;
    private String obstacle = "";
    private Instant quietUntil = Instant.MIN;

    private ChangeEvents(
            PagerDutySettings settings,
            Findings source,
            InstantSource clock,
            BooleanSupplier lead) {
        this.settings = settings;
        this.source = source;
        this.format = new WireDeserializer<>(source.registry(), NodeFacts.class);
        this.outlet = new Outlet(clock, PagerDuty.secrets(settings));
        this.clock = clock;
        this.lead = lead;
        this.thread = Thread.ofVirtual().name("change-events").unstarted(this::run);
    }

    static ChangeEvents start(
            PagerDutySettings settings,
            Findings source,
            InstantSource clock,
            BooleanSupplier lead) {
        var events = new ChangeEvents(settings, source, clock, lead);
        events.thread.start();
        return events;
    }

    private void run() {
        try {
            while (ending.getCount() > 0) {
                follow();
                var _ = ending.await(AGAIN_AFTER.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Whatever goes wrong, it begins again: context must not be missing for good.
    private void follow() throws InterruptedException {
        try (var consumer =
                new KafkaConsumer<>(
                        config(), new StringDeserializer(), new ByteArrayDeserializer())) {
            var partitions =
                    consumer.partitionsFor(source.topics().facts().name()).stream()
                            .map(info -> new TopicPartition(info.topic(), info.partition()))
                            .toList();
            if (partitions.isEmpty()) {
                cannotFollow("there is no topic of facts yet");
            } else {
                follow(consumer, partitions);
            }
        } catch (KafkaException e) {
            cannotFollow("facts cannot be followed: " + e.getMessage());
        } catch (RuntimeException e) {
            cannotFollow("fault: " + e);
        }
    }

    private void follow(KafkaConsumer<String, byte[]> consumer, List<TopicPartition> partitions)
            throws InterruptedException {
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        var known = consumer.endOffsets(partitions);
        obstacle = "";
        var rollouts = new KernelRollouts();
        while (ending.getCount() > 0) {
            for (var record : consumer.poll(POLL)) {
                see(record, rollouts, known);
            }
        }
    }

    private Map<String, Object> config() {
        var config = new HashMap<>(source.client());
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        return config;
    }

    private void see(
            ConsumerRecord<String, byte[]> record,
            KernelRollouts rollouts,
            Map<TopicPartition, Long> known)
            throws InterruptedException {
        try {
            var facts = format.deserialize(record.topic(), record.value());
            if (facts == null || !facts.getAttributes().containsKey(KERNEL)) {
                return;
            }
            var kernel = String.valueOf(facts.getAttributes().get(KERNEL));
            var key = String.valueOf(record.key());
            var node = NodeKey.parse(key);
            var rollout = rollouts.saw(key, node.cluster(), kernel, clock.instant());
            var partition = new TopicPartition(record.topic(), record.partition());
            var isNew = record.offset() >= known.getOrDefault(partition, 0L);
            if (rollout.isPresent() && isNew && lead.getAsBoolean()) {
                tell(rollout.get(), node);
            }
        } catch (SerializationException | IllegalArgumentException e) {
            // Detection sends what cannot be read to the dead letters; here it is passed over.
            complainOfFacts();
        }
    }

    private void tell(Rollout rollout, NodeKey first) throws InterruptedException {
        for (var key : keys(rollout.cluster())) {
            var body = body(rollout, first, key).getBytes(StandardCharsets.UTF_8);
            post(body);
        }
    }

    private List<Secret> keys(String cluster) {
        return settings.routes().ofCluster(cluster);
    }

    private void post(byte[] body) throws InterruptedException {
        var to = Outlet.below(settings.url(), "/v2/change/enqueue");
        for (var attempt = 1; ; attempt++) {
            var answer = PagerDuty.post(outlet, to, body);
            if (answer instanceof Answer.Accepted) {
                return;
            }
            if (answer instanceof Answer.Refused || attempt == ATTEMPTS) {
                complain("a change event was not taken: " + answer);
                return;
            }
            if (ending.await(BETWEEN.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        }
    }

    private String body(Rollout rollout, NodeKey first, Secret key) {
        var json = JsonNodeFactory.instance.objectNode().put("routing_key", key.reveal());
        var payload = json.putObject("payload");
        payload.put("summary", Cut.line(Limits.SUMMARY, summary(rollout)));
        payload.put("source", Cut.line(Limits.DEDUP_KEY, rollout.cluster()));
        payload.put("timestamp", clock.instant().toString());
        payload.putObject("custom_details")
                .put("from", Cut.line(Limits.DEDUP_KEY, rollout.from()))
                .put("to", Cut.line(Limits.DEDUP_KEY, rollout.to()))
                .put("first_node", first.toString());
        settings.console()
                .map(URI::toString)
                .ifPresent(uri ->
                        json.putArray("links").addObject().put("href", uri).put("text", "Inquest"));
        return json.toString();
    }

    private static String summary(Rollout rollout) {
        return "Kernel rollout began in %s: %s to %s"
                .formatted(rollout.cluster(), rollout.from(), rollout.to());
    }

    /// Said once until something else is the matter.
    private void cannotFollow(String why) {
        if (!why.equals(obstacle)) {
            obstacle = why;
            complain(why);
        }
    }

    private void complainOfFacts() {
        var now = clock.instant();
        if (!now.isBefore(quietUntil)) {
            quietUntil = now.plus(QUIET);
            complain("facts cannot be read");
        }
    }

    private static void complain(String why) {
        LoggerFactory.getLogger(ChangeEvents.class)
                .atWarn()
                .addKeyValue("why", why)
                .log("change events");
    }

    @Override
    public void close() {
        ending.countDown();
        try {
            if (!thread.join(CLOSED_WITHIN)) {
                thread.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        outlet.close();
    }
}
