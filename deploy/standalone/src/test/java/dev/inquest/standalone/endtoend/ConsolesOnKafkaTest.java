package dev.inquest.standalone.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.inquest.collectors.consoles.Consoles;
import dev.inquest.collectors.consoles.ConsolesFile;
import dev.inquest.collectors.follow.TopicFollower;
import dev.inquest.collectors.observe.CollectorObserver;
import dev.inquest.collectors.publish.KafkaPublisher;
import dev.inquest.schemas.TimeSource;
import dev.inquest.schemas.wire.KernelEvent;
import dev.inquest.schemas.wire.KernelKind;
import dev.inquest.schemas.wire.NodeStateName;
import dev.inquest.schemas.wire.NodeStatus;
import dev.inquest.standalone.platform.Connection;
import dev.inquest.standalone.platform.Platform;
import dev.inquest.standalone.platform.PlatformObserver;
import dev.inquest.standalone.platform.PlatformSettings;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The console collector on a real broker: a node that falls silent has its console fetched, and a
/// stranger's datagrams end as dead letters.
class ConsolesOnKafkaTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir Path temp;

    private final List<String> heard = new CopyOnWriteArrayList<>();

    @Test
    void aSilentNodesConsoleIsFetchedAndAStrangersDatagramIsADeadLetter() throws Exception {
        Files.writeString(
                temp.resolve("i-1"), "[    2.000000] Kernel panic - not syncing: fetched\n");
        var port = freePort();
        var settings = ConsolesFile.read(settingsFile(port));
        try (var platform = Platform.start(platformSettings(), new PlatformObserver() {}, clock());
                var publisher =
                        KafkaPublisher.start(
                                platform.bootstrapServers(),
                                Map.of(),
                                platform.registry(),
                                CollectorObserver.NONE);
                var _ = Consoles.start(settings, temp, around(platform, publisher));
                var _ = follow(platform)) {
            publisher
                    .publish(platform.topics().status(), "prod/n1", clock().instant(), silent())
                    .get();
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(heard).contains("prod/n1 fetched"));
            awaitDeadLetter(platform, port);
        }
    }

    private Path settingsFile(int port) throws Exception {
        return Files.writeString(
                temp.resolve("consoles.yaml"),
                """
                netconsole:
                  listen: ["127.0.0.1:%d"]
                pull:
                  command: [cat, "%s/{instance}"]
                """
                        .formatted(port, temp));
    }

    private PlatformSettings platformSettings() {
        return new PlatformSettings(
                temp.resolve("data"), 0, 0, "t.", 1, TimeSource.BROKER, Optional.empty(), Map.of());
    }

    private static Consoles.Surroundings around(Platform platform, KafkaPublisher publisher) {
        return new Consoles.Surroundings(
                platform.topics(),
                publisher,
                platform.bootstrapServers(),
                Map.of(),
                platform.registry(),
                clock(),
                CollectorObserver.NONE);
    }

    private TopicFollower<KernelEvent> follow(Platform platform) {
        return TopicFollower.start(
                platform.bootstrapServers(),
                Map.of(),
                platform.registry(),
                platform.topics().kernel(),
                (key, event) -> {
                    if (event != null && event.getKind() == KernelKind.PANICKED) {
                        heard.add(key + " " + event.getTitle());
                    }
                },
                CollectorObserver.NONE);
    }

    private static void awaitDeadLetter(Platform platform, int port) throws Exception {
        var connection =
                new Connection(platform.bootstrapServers(), platform.schemaRegistry(), Map.of());
        try (var reader = connection.reader()) {
            var letters = new TopicPartition(platform.topics().deadLetters(), 0);
            reader.assign(List.of(letters));
            reader.seekToBeginning(List.of(letters));
            await().atMost(PATIENCE)
                    .untilAsserted(() -> {
                        send(port);
                        assertThat(next(reader)).contains("who am I");
                    });
        }
    }

    private static Optional<String> next(Consumer<String, byte[]> reader) {
        for (var letter : reader.poll(Duration.ofMillis(500))) {
            return Optional.of(new String(letter.value(), StandardCharsets.UTF_8));
        }
        return Optional.empty();
    }

    private static void send(int port) throws Exception {
        var bytes = "who am I".getBytes(StandardCharsets.UTF_8);
        var to = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        try (var socket = new DatagramSocket()) {
            socket.send(new DatagramPacket(bytes, bytes.length, to));
        }
    }

    private static int freePort() throws Exception {
        try (var free = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    private static NodeStatus silent() {
        return NodeStatus.newBuilder()
                .setCluster("prod")
                .setNode("n1")
                .setState(NodeStateName.SILENT)
                .setSince(clock().instant())
                .setAttributes(Map.of("provider_id", "aws:///eu-1a/i-1"))
                .build();
    }

    private static InstantSource clock() {
        return InstantSource.system();
    }
}
