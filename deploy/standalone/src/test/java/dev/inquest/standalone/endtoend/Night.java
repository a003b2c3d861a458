package dev.inquest.standalone.endtoend;

import dev.inquest.schemas.Topic;
import dev.inquest.schemas.Topics;
import dev.inquest.schemas.wire.Heartbeat;
import dev.inquest.schemas.wire.KernelEvent;
import dev.inquest.schemas.wire.KernelKind;
import dev.inquest.schemas.wire.KernelSource;
import dev.inquest.schemas.wire.Link;
import dev.inquest.schemas.wire.NodeFacts;
import dev.inquest.schemas.wire.NodeLinks;
import dev.inquest.schemas.wire.PodRestart;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;

/// Twenty nodes in one bad night, published second by second: one panics and its dump fails, one
/// falls silent, one crash-loops over a phantom interface, the others live.
final class Night implements AutoCloseable {

    static final Duration LENGTH = Duration.ofMinutes(16);

    private static final Instant START = Instant.parse("2024-06-17T02:00:00Z");
    private static final int NODES = 20;
    private static final int PANICS = 1;
    private static final int FALLS_SILENT = 2;
    private static final int CRASH_LOOPS = 3;

    private final Broadcast broadcast;
    private final Topics topics;
    private Duration past = Duration.ZERO;

    Night(String bootstrapServers, SchemaRegistryClient registry, Topics topics, int partitions) {
        this.broadcast = new Broadcast(bootstrapServers, registry, topics, partitions);
        this.topics = topics;
    }

    void playUntil(Duration end) {
        while (past.compareTo(end) < 0) {
            var second = past.toSeconds();
            if (second == 0) {
                begin();
            }
            if (second % 10 == 0) {
                heartbeats(second);
            }
            happen(second);
            broadcast.tick(START.plus(past));
            past = past.plusSeconds(1);
        }
        broadcast.flush();
    }

    /// The time of the last tick published.
    Instant lastTick() {
        return START.plus(past).minusSeconds(1);
    }

    private void begin() {
        for (var node = 0; node < NODES; node++) {
            publish(
                    topics.facts(),
                    key(node) + "#agent",
                    NodeFacts.newBuilder()
                            .setAttributes(Map.of("zone", "zone-" + node % 3, "crashkernel", "80M"))
                            .build());
        }
        var phantom = Link.newBuilder().setIndex(7).setName("kube-ipvs0").setKind("dummy").build();
        publish(
                topics.links(),
                key(CRASH_LOOPS),
                NodeLinks.newBuilder().setLinks(List.of(phantom)).setOwnersKnown(true).build());
    }

    private void heartbeats(long second) {
        for (var node = 0; node < NODES; node++) {
            var dead = (node == PANICS && second > 60) || (node == FALLS_SILENT && second > 90);
            if (!dead) {
                publish(
                        topics.heartbeats(),
                        key(node),
                        Heartbeat.newBuilder()
                                .setBootId("boot-" + node)
                                .setUptimeMs(86_400_000 + second * 1_000)
                                .build());
            }
        }
    }

    private void happen(long second) {
        if (second == 65) {
            kernel(KernelKind.PANICKED, false, "Fatal exception");
        } else if (second == 68) {
            kernel(KernelKind.CAPTURE_BOOTED, true, "");
        } else if (second == 70) {
            kernel(KernelKind.PANICKED, true, "System is deadlocked on memory");
            kernel(KernelKind.PANIC_ENDED, true, "System is deadlocked on memory");
        } else if (second > 400 && second < 640 && second % 60 == 0) {
            restart();
        }
    }

    private void kernel(KernelKind kind, boolean capture, String title) {
        publish(
                topics.kernel(),
                key(PANICS),
                KernelEvent.newBuilder()
                        .setSource(KernelSource.SERIAL)
                        .setKind(kind)
                        .setTitle(title)
                        .setCapture(capture)
                        .setExcerpt(List.of(kind + " " + title))
                        .build());
    }

    private void restart() {
        publish(
                topics.pods(),
                key(CRASH_LOOPS),
                PodRestart.newBuilder()
                        .setPod("cilium-x")
                        .setContainer("cilium-agent")
                        .setWorkload("daemonset/cilium")
                        .setExitCode(2)
                        .setLastLogLines(
                                List.of(
                                        "panic: runtime error: index out of range [3] with length 0",
                                        "pkg/byteorder.NetIPv4ToHost32({0x0?, ...})"))
                        .build());
    }

    private <V extends SpecificRecord> void publish(Topic<V> topic, String key, V value) {
        broadcast.publish(topic, key, value, START.plus(past));
    }

    private static String key(int node) {
        return "prod/node-%02d".formatted(node);
    }

    @Override
    public void close() {
        broadcast.close();
    }
}
