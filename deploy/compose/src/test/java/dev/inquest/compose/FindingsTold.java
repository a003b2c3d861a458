package dev.inquest.compose;

import dev.inquest.schemas.Topics;
import dev.inquest.schemas.WireDeserializer;
import dev.inquest.schemas.wire.Finding;
import dev.inquest.schemas.wire.FindingStatus;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/// What has been told so far, every revision in order, as a consumer sees it that reads committed
/// records only.
final class FindingsTold implements AutoCloseable {

    private final KafkaConsumer<String, Finding> consumer;
    private final List<Finding> told = new ArrayList<>();

    FindingsTold(String bootstrapServers, SchemaRegistryClient registry, Topics topics) {
        consumer =
                new KafkaConsumer<>(
                        Map.of(
                                "bootstrap.servers", bootstrapServers,
                                "isolation.level", "read_committed",
                                "enable.auto.commit", "false"),
                        new StringDeserializer(),
                        new WireDeserializer<>(registry, topics.findings().type()));
        var partition = new TopicPartition(topics.findings().name(), 0);
        consumer.assign(List.of(partition));
        consumer.seekToBeginning(List.of(partition));
    }

    /// How many revisions there are by now.
    int count() {
        consumer.poll(Duration.ofMillis(200)).forEach(record -> told.add(record.value()));
        return told.size();
    }

    /// The nodes, without their cluster, that have a finding of their own.
    Set<String> nodesOf(String pattern) {
        count();
        return of(pattern)
                .flatMap(finding -> finding.getScope().getNodes().stream())
                .map(node -> node.substring(node.indexOf('/') + 1))
                .collect(Collectors.toSet());
    }

    /// How many nodes the last revision of a rolled-up finding counts.
    int membersOf(String pattern) {
        count();
        return of(pattern)
                .reduce((_, last) -> last)
                .map(finding -> finding.getScope().getNodeCount())
                .orElse(0);
    }

    private Stream<Finding> of(String pattern) {
        return told.stream().filter(finding -> finding.getPattern().equals(pattern));
    }

    /// The last revision of each finding, by its id.
    Map<String, Finding> latest() {
        count();
        var latest = new TreeMap<String, Finding>();
        told.forEach(finding -> latest.put(finding.getId(), finding));
        return latest;
    }

    /// Ids of the findings whose last revision is open.
    Set<String> open() {
        return latest().values().stream()
                .filter(finding -> finding.getStatus() == FindingStatus.OPEN)
                .map(Finding::getId)
                .collect(Collectors.toSet());
    }

    /// Findings that page, by their id.
    Map<String, Finding> paging() {
        var paging = latest();
        paging.values().removeIf(finding -> !finding.getPages());
        return paging;
    }

    /// The revisions of each finding, as they came.
    Map<String, List<Integer>> revisions() {
        count();
        return told.stream()
                .collect(
                        Collectors.groupingBy(
                                Finding::getId,
                                TreeMap::new,
                                Collectors.mapping(Finding::getRevision, Collectors.toList())));
    }

    @Override
    public void close() {
        consumer.close();
    }
}
