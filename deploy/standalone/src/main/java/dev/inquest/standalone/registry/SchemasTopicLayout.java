package dev.inquest.standalone.registry;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;

/// Makes sure the schemas topic forgets nothing: one partition, for one order of changes;
/// compacted, never expired.
final class SchemasTopicLayout {

    /// Not the longest number there is: Kafka adds it to the present time.
    private static final Duration A_CENTURY = Duration.ofDays(36_525);

    /// Flushed at every record, because schemas are few and losing one makes data unreadable.
    /// Tombstones stay: they remember spent ids.
    private static final Map<String, String> SETTINGS =
            Map.of(
                    "cleanup.policy", "compact",
                    "flush.messages", "1",
                    "delete.retention.ms", Long.toString(A_CENTURY.toMillis()),
                    "max.message.bytes", "8388608",
                    "segment.bytes", "16777216");

    private SchemasTopicLayout() {}

    static void ensure(String bootstrapServers, String topic) {
        try (var admin =
                Admin.create(Map.<String, Object>of("bootstrap.servers", bootstrapServers))) {
            // A topic made this instant is right, and the broker may not know it yet.
            if (!create(admin, topic)) {
                check(admin, topic);
            }
        } catch (ExecutionException e) {
            throw new KafkaException("topic %s could not be set up".formatted(topic), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while setting up topic " + topic, e);
        }
    }

    /// Whether the topic was made now, and not there before.
    private static boolean create(Admin admin, String topic)
            throws ExecutionException, InterruptedException {
        try {
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1).configs(SETTINGS)))
                    .all()
                    .get();
            return true;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TopicExistsException) {
                return false;
            }
            throw e;
        }
    }

    private static void check(Admin admin, String topic)
            throws ExecutionException, InterruptedException {
        var partitions =
                admin.describeTopics(List.of(topic))
                        .allTopicNames()
                        .get()
                        .values()
                        .iterator()
                        .next()
                        .partitions()
                        .size();
        require(partitions == 1, topic, "must have 1 partition, not " + partitions);
        var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        var policy =
                admin.describeConfigs(List.of(resource))
                        .all()
                        .get()
                        .values()
                        .iterator()
                        .next()
                        .get("cleanup.policy")
                        .value();
        require(policy.equals("compact"), topic, "must be compacted, not " + policy);
    }

    private static void require(boolean holds, String topic, String rule) {
        if (!holds) {
            throw new IllegalStateException("topic %s %s".formatted(topic, rule));
        }
    }
}
