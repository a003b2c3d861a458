package dev.inquest.compose;

import dev.inquest.schemas.NodePartitioner;
import dev.inquest.schemas.Topics;
import dev.inquest.schemas.WireSerializer;
import dev.inquest.schemas.wire.Link;
import dev.inquest.schemas.wire.NodeLinks;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/// Keeps findings flowing: five times a second another node turns out to have a leftover link,
/// whatever becomes of the broker. What Kafka does not take now, the producer sends later.
final class LeftoverLinks implements AutoCloseable {

    private static final int EVERY_MS = 200;

    private final AtomicInteger nodes = new AtomicInteger();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final KafkaProducer<String, byte[]> producer;
    private final Topics topics;
    private final byte[] links;

    private LeftoverLinks(String bootstrapServers, SchemaRegistryClient registry, Topics topics) {
        this.topics = topics;
        this.producer =
                new KafkaProducer<>(
                        Map.of(
                                "bootstrap.servers",
                                bootstrapServers,
                                "delivery.timeout.ms",
                                "300000",
                                "max.block.ms",
                                "300000",
                                "partitioner.class",
                                NodePartitioner.class.getName()),
                        new StringSerializer(),
                        new ByteArraySerializer());
        var leftover = Link.newBuilder().setIndex(7).setName("kube-ipvs0").setKind("dummy").build();
        this.links =
                new WireSerializer<NodeLinks>(registry)
                        .serialize(
                                topics.links().name(),
                                NodeLinks.newBuilder()
                                        .setLinks(List.of(leftover))
                                        .setOwnersKnown(true)
                                        .build());
    }

    static LeftoverLinks start(
            String bootstrapServers, SchemaRegistryClient registry, Topics topics) {
        var stream = new LeftoverLinks(bootstrapServers, registry, topics);
        var _ =
                stream.timer.scheduleAtFixedRate(
                        stream::another, 0, EVERY_MS, TimeUnit.MILLISECONDS);
        return stream;
    }

    private void another() {
        var node = "prod/link-%04d".formatted(nodes.incrementAndGet());
        var _ = producer.send(new ProducerRecord<>(topics.links().name(), node, links));
    }

    /// Ends the stream, and waits until Kafka has all of it.
    ///
    /// @return how many nodes there were
    int end() throws InterruptedException {
        timer.shutdown();
        var _ = timer.awaitTermination(1, TimeUnit.MINUTES);
        producer.flush();
        return nodes.get();
    }

    @Override
    public void close() {
        timer.shutdownNow();
        producer.close();
    }
}
