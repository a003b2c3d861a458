package dev.inquest.standalone.endtoend;

import dev.inquest.schemas.Topic;
import dev.inquest.schemas.Topics;
import dev.inquest.schemas.wire.Heartbeat;
import dev.inquest.schemas.wire.KernelEvent;
import dev.inquest.schemas.wire.KernelKind;
import dev.inquest.schemas.wire.KernelSource;
import dev.inquest.schemas.wire.LeaseState;
import dev.inquest.schemas.wire.Link;
import dev.inquest.schemas.wire.NodeFacts;
import dev.inquest.schemas.wire.NodeLinks;
import dev.inquest.schemas.wire.NodeObservation;
import dev.inquest.schemas.wire.PodRestart;
import dev.inquest.schemas.wire.RunningWorkload;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;

/// A hundred and twenty nodes, published second by second: five on one kernel crash and hang one
/// after the other, five with one link crash-loop, the others live.
final class Outbreak implements AutoCloseable {

    /// When three have crashed and two crash-loop.
    static final Duration HALF = Duration.ofMinutes(3);

    /// One more crashes and one more crash-loops since.
    static final Duration BUSY = Duration.ofSeconds(225);

    static final Duration LENGTH = Duration.ofMinutes(7);

    private static final Instant START = Instant.parse("2024-06-17T02:00:00Z");
    private static final int NODES = 120;

    /// Above this no node has the kernel or the link in question.
    private static final int CONCERNED = 60;

    private static final String WORKLOAD = "daemonset/net-agent";

    /// By the second in which they crash.
    private static final Map<Integer, Integer> CRASH =
            Map.of(60, 3, 90, 14, 150, 25, 200, 36, 270, 47);

    /// By the second in which the first of three restarts is seen.
    private static final Map<Integer, Integer> LOOP =
            Map.of(100, 7, 120, 17, 205, 27, 280, 37, 300, 57);

    private final Broadcast broadcast;
    private final Topics topics;
    private Duration past = Duration.ZERO;

    Outbreak(
            String bootstrapServers, SchemaRegistryClient registry, Topics topics, int partitions) {
        this.broadcast = new Broadcast(bootstrapServers, registry, topics, partitions);
        this.topics = topics;
    }

    void playUntil(Duration end) {
        while (past.compareTo(end) < 0) {
            var second = (int) past.toSeconds();
            for (var node = 0; node < NODES; node++) {
                if (second == 0) {
                    begin(node);
                }
                if (second % 10 == 0 && !hasCrashed(node, second)) {
                    beat(node, second);
                }
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

    private void begin(int node) {
        var facts =
                Map.of(
                        "kernel_release",
                                node < CONCERNED && node % 11 == 3
                                        ? "91"
                                        : node % 2 == 0 ? "105" : "112",
                        "zone", "zone-" + node % 3,
                        "instance_type", "type-" + node % 4);
        publish(
                topics.facts(),
                node,
                "#agent",
                NodeFacts.newBuilder().setAttributes(facts).build());
        var links = new ArrayList<>(List.of(link("lo"), link("eth0")));
        if (node < CONCERNED && node % 10 == 7) {
            links.add(link("legacy-mesh0"));
        }
        publish(
                topics.links(),
                node,
                "",
                NodeLinks.newBuilder().setLinks(links).setOwnersKnown(true).build());
        var running =
                RunningWorkload.newBuilder()
                        .setWorkload(WORKLOAD)
                        .setControllerRevision("7c9d5")
                        .build();
        publish(
                topics.observers(),
                node,
                "",
                NodeObservation.newBuilder()
                        .setLease(LeaseState.FRESH)
                        .setWorkloads(List.of(running))
                        .build());
    }

    private static Link link(String name) {
        return Link.newBuilder().setIndex(1).setName(name).build();
    }

    private static boolean hasCrashed(int node, int second) {
        return CRASH.entrySet().stream()
                .anyMatch(crash -> crash.getValue() == node && crash.getKey() <= second);
    }

    private void beat(int node, int second) {
        publish(
                topics.heartbeats(),
                node,
                "",
                Heartbeat.newBuilder()
                        .setBootId("boot-" + node)
                        .setUptimeMs(86_400_000 + second * 1_000L)
                        .build());
    }

    private void happen(int second) {
        CRASH.forEach((at, node) -> {
            if (second == at) {
                kernel(node, KernelKind.CRASHED, "BUG: unable to handle page fault in foo");
            } else if (second == at + 2) {
                kernel(node, KernelKind.PANICKED, "Fatal exception");
                kernel(node, KernelKind.PANIC_ENDED, "Fatal exception");
            }
        });
        LOOP.forEach((at, node) -> {
            if (second >= at && second < at + 15 && (second - at) % 5 == 0) {
                restart(node, 1 + (second - at) / 5);
            }
        });
    }

    private void kernel(int node, KernelKind kind, String title) {
        publish(
                topics.kernel(),
                node,
                "",
                KernelEvent.newBuilder()
                        .setSource(KernelSource.SERIAL)
                        .setKind(kind)
                        .setReportId("report-" + node)
                        .setReportRevision(1)
                        .setTitle(title)
                        .setType("MEMORY_SAFETY_BUG")
                        .setFingerprint("fp-foo")
                        .setExcerpt(List.of(title))
                        .build());
    }

    private void restart(int node, int count) {
        publish(
                topics.pods(),
                node,
                "",
                PodRestart.newBuilder()
                        .setPod("net-agent-" + node)
                        .setContainer("agent")
                        .setWorkload(WORKLOAD)
                        .setRestartCount(count)
                        .setExitCode(2)
                        .setLastLogLines(List.of("fatal: device list has no address"))
                        .build());
    }

    private <V extends SpecificRecord> void publish(
            Topic<V> topic, int node, String source, V value) {
        broadcast.publish(
                topic, "prod/node-%03d%s".formatted(node, source), value, START.plus(past));
    }

    @Override
    public void close() {
        broadcast.close();
    }
}
