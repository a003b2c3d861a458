package dev.inquest.schemas;

import dev.inquest.schemas.Topic.Spread;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import org.apache.avro.specific.SpecificData;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;

/// Makes the topics and schemas that are missing, and refuses a cluster whose partition counts
/// would part events that belong together.
public final class TopicSetup {

    /// Partitions of the event topics when nothing else is asked.
    public static final int DEFAULT_PARTITIONS = 8;

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final Admin admin;
    private final SchemaRegistryClient registry;

    public TopicSetup(Admin admin, SchemaRegistryClient registry) {
        this.admin = admin;
        this.registry = registry;
    }

    /// Creates what is missing and checks what is there.
    ///
    /// @param partitions partitions for event topics that do not exist yet
    /// @param replicas copies of each new topic; empty leaves it to the broker
    /// @return the partition count that the event topics share
    /// @throws IllegalStateException when existing event topics differ in their partition counts
    public int ensure(Topics topics, int partitions, Optional<Short> replicas)
            throws InterruptedException {
        try {
            var existing = admin.listTopics().names().get();
            var count = sharedPartitions(topics, existing, partitions);
            var fresh = missing(topics, existing, count, replicas);
            admin.createTopics(fresh).all().get();
            awaitLeaders(fresh);
            register(topics);
            return count;
        } catch (ExecutionException e) {
            throw new IllegalStateException("cannot set up the topics: " + e.getMessage(), e);
        }
    }

    private List<NewTopic> missing(
            Topics topics, Set<String> existing, int count, Optional<Short> replicas) {
        var wanted = new ArrayList<NewTopic>();
        for (var topic : topics.all()) {
            var over = topic.spread() == Spread.BY_NODE ? count : 1;
            wanted.add(newTopic(topic.name(), over, replicas, topic.config()));
        }
        wanted.add(newTopic(topics.deadLetters(), 1, replicas, topics.deadLettersConfig()));
        wanted.removeIf(topic -> existing.contains(topic.name()));
        return wanted;
    }

    /// Only the leader of a partition answers for its end. Before that a producer's first records
    /// may be refused and its next ones taken, and then the first are never taken again:
    /// <https://issues.apache.org/jira/browse/KAFKA-15591>.
    private void awaitLeaders(List<NewTopic> fresh)
            throws InterruptedException, ExecutionException {
        var ends = new HashMap<TopicPartition, OffsetSpec>();
        for (var topic : fresh) {
            for (var partition = 0; partition < topic.numPartitions(); partition++) {
                ends.put(new TopicPartition(topic.name(), partition), OffsetSpec.latest());
            }
        }
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (!areLed(ends)) {
            if (System.nanoTime() - end > 0) {
                throw new IllegalStateException(
                        "the new topics have no leaders after " + PATIENCE.toSeconds() + " s");
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private boolean areLed(Map<TopicPartition, OffsetSpec> ends)
            throws InterruptedException, ExecutionException {
        try {
            admin.listOffsets(ends).all().get();
            return true;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RetriableException) {
                return false;
            }
            throw e;
        }
    }

    private static NewTopic newTopic(
            String name, int partitions, Optional<Short> replicas, Map<String, String> config) {
        return new NewTopic(name, Optional.of(partitions), replicas).configs(config);
    }

    private int sharedPartitions(Topics topics, Set<String> existing, int wanted)
            throws InterruptedException, ExecutionException {
        var names =
                topics.all().stream()
                        .filter(topic -> topic.spread() == Spread.BY_NODE)
                        .map(Topic::name)
                        .filter(existing::contains)
                        .toList();
        var counts =
                admin.describeTopics(names).allTopicNames().get().values().stream()
                        .map(description -> description.partitions().size())
                        .distinct()
                        .toList();
        if (counts.size() > 1) {
            throw new IllegalStateException(
                    "topics "
                            + names
                            + " must have the same number of partitions, but have "
                            + counts);
        }
        return counts.isEmpty() ? wanted : counts.getFirst();
    }

    private void register(Topics topics) {
        for (var topic : topics.all()) {
            try {
                registry.updateCompatibility(topic.subject(), "BACKWARD_TRANSITIVE");
                registry.register(
                        topic.subject(),
                        new AvroSchema(SpecificData.get().getSchema(topic.type())));
            } catch (IOException | RestClientException e) {
                throw new IllegalStateException(
                        "the schema registry refused subject "
                                + topic.subject()
                                + ": "
                                + e.getMessage(),
                        e);
            }
        }
    }
}
