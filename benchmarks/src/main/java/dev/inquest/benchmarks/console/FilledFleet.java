package dev.inquest.benchmarks.console;

import dev.inquest.console.access.Access;
import dev.inquest.schemas.TimeSource;
import dev.inquest.schemas.WireSerializer;
import dev.inquest.schemas.wire.NodeStateName;
import dev.inquest.schemas.wire.NodeStatus;
import dev.inquest.standalone.http.Serving;
import dev.inquest.standalone.platform.ClosingOrder;
import dev.inquest.standalone.platform.Platform;
import dev.inquest.standalone.platform.PlatformObserver;
import dev.inquest.standalone.platform.PlatformSettings;
import dev.inquest.standalone.web.WebConsole;
import dev.inquest.tables.Bounds;
import dev.inquest.tables.Source;
import dev.inquest.tables.Tables;
import dev.inquest.tables.TablesObserver;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/// A console over a broker that holds the status of so many nodes.
final class FilledFleet implements AutoCloseable {

    private static final Duration READ_WITHIN = Duration.ofMinutes(2);
    private static final String[] KERNELS = {
        "5.15.0-91-generic", "5.15.0-105-generic", "5.15.0-112-generic", "6.1.0-21-amd64", "6.8.0"
    };

    private final ClosingOrder parts = new ClosingOrder();
    private final Random random = new Random(1);
    private final Platform platform;
    private final WireSerializer<NodeStatus> format;
    private final KafkaProducer<String, byte[]> producer;

    FilledFleet(Path directory, int nodes) throws InterruptedException {
        var clock = InstantSource.system();
        var console = new WebConsole(new Access.Loopback(), clock);
        this.platform =
                parts.add(
                        Platform.start(
                                settings(directory),
                                new PlatformObserver() {},
                                clock,
                                Serving.onLoopback(console.pages())));
        this.format = parts.add(new WireSerializer<>(platform.registry()));
        var client = new HashMap<String, Object>(platform.clientConfig());
        client.put("linger.ms", 20);
        this.producer =
                parts.add(
                        new KafkaProducer<>(
                                client, new StringSerializer(), new ByteArraySerializer()));
        for (var i = 0; i < nodes; i++) {
            write(i, random.nextInt(100) == 0 ? NodeStateName.HUNG : NodeStateName.LIVE);
        }
        producer.flush();
        var tables =
                parts.add(
                        Tables.start(
                                Source.kafka(platform.clientConfig(), platform.registry()),
                                platform.topics(),
                                Bounds.ofThisProcess(),
                                TablesObserver.silent(),
                                clock));
        if (!tables.awaitReady(READ_WITHIN)) {
            throw new IllegalStateException("the tables were not read in time");
        }
        parts.add(console).open(platform, tables);
    }

    String url() {
        return platform.schemaRegistry();
    }

    /// So many nodes change their state.
    void change(int nodes, int fleet) {
        for (var i = 0; i < nodes; i++) {
            write(
                    random.nextInt(fleet),
                    random.nextBoolean() ? NodeStateName.LIVE : NodeStateName.SILENT);
        }
        producer.flush();
    }

    private void write(int number, NodeStateName state) {
        var zone = "zone-" + number % 12;
        var name = "%s-%05d".formatted(zone, number);
        var node =
                NodeStatus.newBuilder()
                        .setCluster("bench")
                        .setNode(name)
                        .setState(state)
                        .setSince(Instant.EPOCH)
                        .setAttributes(
                                Map.of(
                                        "zone",
                                        zone,
                                        "kernel_release",
                                        KERNELS[number % KERNELS.length],
                                        "instance_type",
                                        "g7." + number % 9))
                        .build();
        var topic = platform.topics().status();
        var bytes = format.serialize(topic.name(), node);
        producer.send(new ProducerRecord<>(topic.name(), "bench/" + name, bytes));
    }

    private static PlatformSettings settings(Path directory) {
        return new PlatformSettings(
                directory, 0, 0, "inquest.", 1, TimeSource.BROKER, Optional.empty(), Map.of());
    }

    @Override
    public void close() {
        parts.close();
    }
}
