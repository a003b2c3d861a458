package dev.inquest.standalone.sinks;

import dev.inquest.schemas.Topic;
import dev.inquest.schemas.WireSerializer;
import dev.inquest.schemas.wire.Finding;
import dev.inquest.schemas.wire.FindingStatus;
import dev.inquest.schemas.wire.Severity;
import dev.inquest.sinks.standin.SomeFinding;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/// Many findings that open, change, end and open again, in a random order that a seed decides.
final class FlappingFindings implements AutoCloseable {

    private final Random random;
    private final Topic<Finding> topic;
    private final KafkaProducer<String, Finding> producer;
    private final Map<String, Finding> latest = new HashMap<>();
    private final Map<String, Integer> openings = new HashMap<>();

    FlappingFindings(
            String servers, SchemaRegistryClient registry, Topic<Finding> topic, long seed) {
        this.random = new Random(seed);
        this.topic = topic;
        this.producer =
                new KafkaProducer<>(
                        Map.of(
                                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                                servers,
                                ProducerConfig.LINGER_MS_CONFIG,
                                10),
                        new StringSerializer(),
                        new WireSerializer<>(registry));
    }

    /// One step in the life of each of these findings, in random order.
    void step(int findings, String pattern) {
        var numbers = new ArrayList<Integer>();
        for (var i = 0; i < findings; i++) {
            numbers.add(i);
        }
        Collections.shuffle(numbers, random);
        numbers.forEach(number -> live(number, pattern));
        producer.flush();
    }

    private void live(int number, String pattern) {
        var id =
                pattern
                        + "-"
                        + HexFormat.of().toHexDigits(number * 0x9E3779B97F4A7C15L)
                        + "00000000";
        var before = latest.get(id);
        var isOpen = before != null && before.getStatus() == FindingStatus.OPEN;
        if (before != null && isOpen && random.nextInt(10) < 6) {
            publish(finding(id, pattern, before, FindingStatus.RESOLVED, before.getSeverity()));
        } else if (isOpen || before == null || random.nextInt(10) < 4) {
            if (!isOpen) {
                openings.merge(id, 1, Integer::sum);
            }
            var severity = random.nextBoolean() ? Severity.CRITICAL : Severity.ERROR;
            publish(finding(id, pattern, before, FindingStatus.OPEN, severity));
        }
    }

    private void publish(Finding finding) {
        latest.put(finding.getId(), finding);
        var _ = producer.send(new ProducerRecord<>(topic.name(), finding.getId(), finding));
    }

    private Finding finding(
            String id,
            String pattern,
            @Nullable Finding before,
            FindingStatus status,
            Severity severity) {
        return SomeFinding.of(id)
                .setPattern(pattern)
                .setSeverity(severity)
                .setStatus(status)
                .setRevision(before == null ? 1 : before.getRevision() + 1)
                .setTitle("3 nodes hang " + "and hang ".repeat(random.nextInt(300)))
                .build();
    }

    /// The last state of each finding.
    Map<String, Finding> latest() {
        return latest;
    }

    /// How often each finding opened.
    Map<String, Integer> openings() {
        return openings;
    }

    @Override
    public void close() {
        producer.close();
    }
}
