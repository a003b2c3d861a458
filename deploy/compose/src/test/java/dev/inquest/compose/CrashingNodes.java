package dev.inquest.compose;

import dev.inquest.schemas.NodePartitioner;
import dev.inquest.schemas.Topics;
import dev.inquest.schemas.WireSerializer;
import dev.inquest.schemas.wire.KernelEvent;
import dev.inquest.schemas.wire.KernelKind;
import dev.inquest.schemas.wire.KernelSource;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/// Keeps findings flowing: every second a node of another cluster panics for good, whatever becomes
/// of the broker, and each is an incident of its own that pages. What Kafka does not take now, the
/// producer sends later, in order.
final class CrashingNodes implements AutoCloseable {

    private static final int EVERY_MS = 1_000;

    private final AtomicInteger nodes = new AtomicInteger();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final KafkaProducer<String, byte[]> producer;
    private final String topic;
    private final byte[] panicked;
    private final byte[] ended;

    private CrashingNodes(String bootstrapServers, SchemaRegistryClient registry, Topics topics) {
        this.producer =
                new KafkaProducer<>(
                        Map.of(
                                "bootstrap.servers",
                                bootstrapServers,
                                "delivery.timeout.ms",
                                "600000",
                                "max.block.ms",
                                "600000",
                                "partitioner.class",
                                NodePartitioner.class.getName()),
                        new StringSerializer(),
                        new ByteArraySerializer());
        this.topic = topics.kernel().name();
        var format = new WireSerializer<KernelEvent>(registry);
        this.panicked = bytes(format, event(KernelKind.PANICKED));
        this.ended = bytes(format, event(KernelKind.PANIC_ENDED));
    }

    private byte[] bytes(WireSerializer<KernelEvent> format, KernelEvent event) {
        return Objects.requireNonNull(format.serialize(topic, event));
    }

    private static KernelEvent event(KernelKind kind) {
        return KernelEvent.newBuilder()
                .setSource(KernelSource.SERIAL)
                .setKind(kind)
                .setTitle("kernel panic: Fatal exception")
                .setExcerpt(List.of("Kernel panic - not syncing: Fatal exception"))
                .build();
    }

    static CrashingNodes start(
            String bootstrapServers, SchemaRegistryClient registry, Topics topics) {
        var stream = new CrashingNodes(bootstrapServers, registry, topics);
        var _ =
                stream.timer.scheduleAtFixedRate(
                        stream::another, 0, EVERY_MS, TimeUnit.MILLISECONDS);
        return stream;
    }

    private void another() {
        var name = name(nodes.incrementAndGet());
        var node = "cluster-of-%1$s/%1$s".formatted(name);
        var _ = producer.send(new ProducerRecord<>(topic, node, panicked));
        var _ = producer.send(new ProducerRecord<>(topic, node, ended));
    }

    static String name(int number) {
        return "direct-%04d".formatted(number);
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
