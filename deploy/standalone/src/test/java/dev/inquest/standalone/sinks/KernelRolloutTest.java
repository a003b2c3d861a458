package dev.inquest.standalone.sinks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.inquest.schemas.NodePartitioner;
import dev.inquest.schemas.Topic;
import dev.inquest.schemas.WireSerializer;
import dev.inquest.schemas.wire.NodeFacts;
import dev.inquest.sinks.standin.StrictPagerDuty;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A cluster that begins to boot another kernel is a change event in PagerDuty, once, and wakes
/// nobody.
class KernelRolloutTest {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String OLD = "5.15.0-91-generic";
    private static final String NEW = "5.15.0-112-generic";

    @TempDir private Path directory;

    @Test
    void itsFirstNodeIsAChangeEvent() throws Exception {
        try (var bed = new SinkTestBed(directory, "rollout.");
                var pagerDuty = StrictPagerDuty.start(1_000, Duration.ofMinutes(1));
                var facts = producer(bed)) {
            for (var node = 0; node < 5; node++) {
                boot(facts, bed.topics().facts(), node, OLD);
            }
            try (var _ = bed.pager(pagerDuty, "change-events: true")) {
                await().atMost(PATIENCE).until(() -> bed.committed("pager").isPresent());
                // What is on the topic when it begins to read is known, and no news: so a cluster
                // of its own says when the sink has begun.
                var round = new int[1];
                await().atMost(PATIENCE)
                        .pollInterval(Duration.ofMillis(500))
                        .until(() -> {
                            boot(facts, bed.topics().facts(), "probe-%d".formatted(round[0]), OLD);
                            boot(
                                    facts,
                                    bed.topics().facts(),
                                    "probe-%d".formatted(round[0]++),
                                    NEW);
                            return !pagerDuty.changes().isEmpty();
                        });
                for (var node = 0; node < 5; node++) {
                    boot(facts, bed.topics().facts(), node, NEW);
                }
                boot(facts, bed.topics().facts(), "last", OLD);
                boot(facts, bed.topics().facts(), "last", NEW);
                await().atMost(PATIENCE).until(() -> told(pagerDuty, "last") == 1);

                assertThat(told(pagerDuty, "prod")).isEqualTo(1);
                assertThat(pagerDuty.changes())
                        .anySatisfy(change -> {
                            assertThat(change.at("/payload/summary").asText())
                                    .isEqualTo(
                                            "Kernel rollout began in prod: %s to %s"
                                                    .formatted(OLD, NEW));
                            assertThat(change.at("/payload/custom_details/first_node").asText())
                                    .isEqualTo("prod/n0");
                            assertThat(change.at("/routing_key").asText())
                                    .isEqualTo(SinkTestBed.KEY);
                        });
                assertThat(pagerDuty.events()).isEmpty();
            }
        }
    }

    @Test
    void aTopicThatComesLateIsFollowedAndOneOfTwoInstancesTells() throws Exception {
        try (var bed = new SinkTestBed(directory, "late.");
                var pagerDuty = StrictPagerDuty.start(1_000, Duration.ofMinutes(1));
                var admin = bed.admin();
                var facts = producer(bed)) {
            var topic = bed.topics().facts();
            admin.deleteTopics(List.of(topic.name())).all().get();
            try (var _ = bed.pager(pagerDuty, "change-events: true");
                    var _ = bed.pager(pagerDuty, "change-events: true")) {
                await().atMost(PATIENCE).until(() -> complaints() == 2);
                admin.createTopics(List.of(new NewTopic(topic.name(), 1, (short) 1))).all().get();
                facts.send(new ProducerRecord<>(topic.name(), 0, null, facts(OLD))).get();
                var round = new int[1];
                await().atMost(PATIENCE)
                        .pollInterval(Duration.ofMillis(500))
                        .until(() -> {
                            var cluster = "probe-%d".formatted(round[0]++);
                            boot(facts, topic, cluster, OLD);
                            boot(facts, topic, cluster, NEW);
                            return pagerDuty.changes().size() > 20;
                        });
            }
            for (var probe = 0; probe < 1_000; probe++) {
                assertThat(told(pagerDuty, "probe-%d".formatted(probe))).isLessThanOrEqualTo(1);
            }
        }
    }

    /// How often they have said that there is no topic: each says it once.
    private long complaints() throws IOException {
        try (var lines = Files.lines(directory.resolve("sink.log"))) {
            return lines.filter(line -> line.contains("ChangeEvents")).count();
        }
    }

    private static NodeFacts facts(String kernel) {
        return NodeFacts.newBuilder().setAttributes(Map.of("kernel_release", kernel)).build();
    }

    private static long told(StrictPagerDuty pagerDuty, String cluster) {
        return pagerDuty.changes().stream()
                .filter(change -> change.at("/payload/source").asText().equals(cluster))
                .count();
    }

    private static void boot(
            KafkaProducer<String, NodeFacts> facts,
            Topic<NodeFacts> topic,
            int node,
            String kernel) {
        boot(facts, topic, "prod/n" + node, kernel);
    }

    private static void boot(
            KafkaProducer<String, NodeFacts> facts,
            Topic<NodeFacts> topic,
            String clusterOrNode,
            String kernel) {
        var node = clusterOrNode.contains("/") ? clusterOrNode : clusterOrNode + "/n0";
        var _ = facts.send(new ProducerRecord<>(topic.name(), node + "#agent", facts(kernel)));
        facts.flush();
    }

    private static KafkaProducer<String, NodeFacts> producer(SinkTestBed bed) {
        return new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        bed.servers(),
                        "partitioner.class",
                        NodePartitioner.class.getName()),
                new StringSerializer(),
                new WireSerializer<>(bed.registry()));
    }
}
