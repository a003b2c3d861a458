package dev.inquest.benchmarks.sinks;

import dev.inquest.schemas.Topic;
import dev.inquest.schemas.WireSerializer;
import dev.inquest.schemas.wire.Finding;
import dev.inquest.schemas.wire.FindingStatus;
import dev.inquest.schemas.wire.Scope;
import dev.inquest.schemas.wire.Severity;
import dev.inquest.standalone.platform.Platform;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/// Findings of one cluster that page, each new.
final class SomeFindings implements AutoCloseable {

    private final Topic<Finding> topic;
    private final KafkaProducer<String, Finding> producer;
    private final String cluster;
    private int told;

    SomeFindings(Platform platform, String cluster) {
        this.cluster = cluster;
        topic = platform.topics().findings();
        producer =
                new KafkaProducer<>(
                        new HashMap<>(platform.clientConfig()),
                        new StringSerializer(),
                        new WireSerializer<>(platform.registry()));
    }

    /// Publishes so many, and waits until Kafka has them.
    void publish(int findings) {
        for (var i = 0; i < findings; i++) {
            var finding = next();
            var _ = producer.send(new ProducerRecord<>(topic.name(), finding.getId(), finding));
        }
        producer.flush();
    }

    private Finding next() {
        return Finding.newBuilder()
                .setId("hung-cohort-%s-%024x".formatted(cluster, ++told))
                .setPattern("hung-cohort")
                .setCluster(cluster)
                .setSeverity(Severity.CRITICAL)
                .setStatus(FindingStatus.OPEN)
                .setRevision(1)
                .setTitle("3 nodes hang")
                .setNarrative("They fell silent. ".repeat(20))
                .setScope(
                        Scope.newBuilder()
                                .setNodeCount(3)
                                .setNodes(List.of("prod/n1", "prod/n2", "prod/n3"))
                                .build())
                .setPages(true)
                .setPagingReason("a second witness")
                .setFirstSeen(Instant.EPOCH)
                .setLastSeen(Instant.EPOCH)
                .build();
    }

    @Override
    public void close() {
        producer.close();
    }
}
