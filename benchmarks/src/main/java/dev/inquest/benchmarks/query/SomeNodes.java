package dev.inquest.benchmarks.query;

import dev.inquest.schemas.NodePartitioner;
import dev.inquest.schemas.Topic;
import dev.inquest.schemas.WireSerializer;
import dev.inquest.schemas.wire.NodeStateName;
import dev.inquest.schemas.wire.NodeStatus;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/// A fleet on the topic of states: few kernels and zones, ids that no two nodes share.
final class SomeNodes {

    private static final List<String> KERNELS =
            List.of(
                    "5.15.0-91-generic",
                    "5.15.0-105-generic",
                    "5.15.0-112-generic",
                    "6.1.0-21-amd64",
                    "6.8.0-40-generic");
    private static final int HUNG_IN = 1_000;

    private final Random random = new Random(1);

    void produce(
            int count,
            Topic<NodeStatus> topic,
            Map<String, Object> client,
            SchemaRegistryClient registry) {
        var config = new HashMap<>(client);
        config.put("linger.ms", "20");
        config.put("batch.size", "262144");
        config.put("partitioner.class", NodePartitioner.class.getName());
        var format = new WireSerializer<NodeStatus>(registry);
        try (var producer =
                new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer())) {
            for (var i = 0; i < count; i++) {
                var bytes = format.serialize(topic.name(), status(i));
                producer.send(new ProducerRecord<>(topic.name(), "bench/node-" + i, bytes));
            }
        }
    }

    private NodeStatus status(int number) {
        var at = Instant.ofEpochSecond(1_718_600_000L + number);
        return NodeStatus.newBuilder()
                .setCluster("bench")
                .setNode("node-" + number)
                .setState(number % HUNG_IN == 0 ? NodeStateName.HUNG : NodeStateName.LIVE)
                .setSince(at)
                .setLastHeartbeat(at)
                .setBootId(id())
                .setCauses(List.of("heartbeats on time"))
                .setAttributes(attributes(number))
                .build();
    }

    private Map<String, String> attributes(int number) {
        var all = new HashMap<String, String>();
        all.put("kernel_release", KERNELS.get(random.nextInt(KERNELS.size())));
        all.put("zone", "zone-" + number % 9);
        all.put("region", "region-" + number % 3);
        all.put("instance_type", "type-" + number % 17);
        all.put("provider_id", id());
        all.put("system_uuid", id());
        for (var i = 0; i < 19; i++) {
            all.put("attribute_" + i, "value-" + random.nextInt(1 + i * 3));
        }
        return all;
    }

    private String id() {
        return Long.toHexString(random.nextLong()) + Long.toHexString(random.nextLong());
    }
}
