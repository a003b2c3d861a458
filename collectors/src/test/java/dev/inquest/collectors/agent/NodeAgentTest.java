package dev.inquest.collectors.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.inquest.collectors.heartbeat.HeartbeatSettings;
import dev.inquest.collectors.host.HostTree;
import dev.inquest.collectors.publish.RecordingObserver;
import dev.inquest.collectors.publish.RecordingPublisher;
import dev.inquest.schemas.NodeKey;
import dev.inquest.schemas.TimeSource;
import dev.inquest.schemas.Topics;
import dev.inquest.schemas.wire.Goodbye;
import dev.inquest.schemas.wire.Heartbeat;
import dev.inquest.schemas.wire.NodeFacts;
import dev.inquest.schemas.wire.NodeLinks;
import dev.inquest.schemas.wire.PodRestart;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeAgentTest {

    @TempDir Path root;
    @TempDir Path state;

    private final RecordingPublisher publisher = new RecordingPublisher();
    private final RecordingObserver observer = new RecordingObserver();

    @Test
    void anAgentProvesLifeAndSaysGoodbye() {
        host();
        try (var agent = start(Duration.ofMillis(20))) {
            await().untilAsserted(() -> assertThat(heartbeats()).hasSizeGreaterThan(2));
            assertThat(agent.kmsgBlind()).isPresent();
        }
        var heartbeats = heartbeats();
        assertThat(heartbeats.stream().map(Heartbeat::getSequence))
                .startsWith(1L, 2L, 3L)
                .isSorted();
        assertThat(heartbeats).allMatch(beat -> beat.getBootId().equals("b-1"));
        assertThat(heartbeats).allMatch(beat -> beat.getUptimeMs() == 12_500);
        assertThat(heartbeats).allMatch(beat -> beat.getBlind().equals(List.of("kmsg")));
        assertThat(heartbeats.getFirst().getGoodbye()).isEqualTo(Goodbye.NONE);
        assertThat(heartbeats.getLast().getGoodbye()).isEqualTo(Goodbye.AGENT_STOP);
        assertThat(observer.heard()).containsExactly("blind kmsg");
    }

    @Test
    void factsAndLinksAreToldOnce() {
        host();
        try (var _ = start(Duration.ofMillis(20))) {
            await().untilAsserted(() -> assertThat(heartbeats()).hasSizeGreaterThan(4));
            await().untilAsserted(() -> {
                assertThat(publisher.events(NodeFacts.class)).hasSize(1);
                assertThat(publisher.events(NodeLinks.class)).hasSize(1);
            });
        }
        assertThat(publisher.all())
                .anyMatch(p -> p.topic().equals("facts") && p.key().equals("c/n#agent"));
    }

    @Test
    void restartsOfTheSystemsPodsAreToldWhereTheHostHasPods() {
        host();
        var container = "var/log/pods/kube-system_cilium-x7k2p_0f5a8f4e/cilium-agent/";
        var tree = new HostTree(root).with(container + "0.log", "");
        try (var _ = start(Duration.ofMillis(20))) {
            await().until(() -> Files.exists(state.resolve("pod-logs.counts")));
            tree.with(container + "1.log", "");
            await().untilAsserted(() -> assertThat(publisher.events(PodRestart.class)).hasSize(1));
        }
        var restart = publisher.events(PodRestart.class).getFirst();
        assertThat(restart.getBootId()).isEqualTo("b-1");
        assertThat(restart.getRestartCount()).isEqualTo(1);
    }

    @Test
    void whileAHeartbeatIsNotAcceptedNoOtherIsSent() {
        host();
        publisher.hold();
        var agent = start(Duration.ofMillis(10));
        await().pollDelay(Duration.ofMillis(200))
                .untilAsserted(() -> assertThat(heartbeats()).hasSize(1));

        Assertions.assertTimeout(Duration.ofSeconds(2), agent::close);
        assertThat(heartbeats()).hasSize(2);
        assertThat(observer.heard()).contains("failed heartbeats");
    }

    @Test
    void anAgentOfThisHostEndsSoon() {
        var agent =
                NodeAgent.start(
                        NodeAgentSettings.of(new NodeKey("c", "n"), Path.of("/"), state),
                        publisher,
                        new Topics("t.", TimeSource.STORY),
                        InstantSource.system(),
                        observer);
        await().untilAsserted(() -> assertThat(heartbeats()).hasSize(1));
        Assertions.assertTimeout(Duration.ofSeconds(2), agent::close);
        assertThat(heartbeats().getFirst().getVitals()).isNotNull();
    }

    private void host() {
        new HostTree(root)
                .with("proc/sys/kernel/random/boot_id", "b-1\n")
                .with("proc/uptime", "12.50 9.00\n");
    }

    private NodeAgent start(Duration heartbeat) {
        return NodeAgent.start(
                NodeAgentSettings.of(new NodeKey("c", "n"), root, state)
                        .beating(new HeartbeatSettings(heartbeat)),
                publisher,
                new Topics("t.", TimeSource.STORY),
                InstantSource.system(),
                observer);
    }

    private List<Heartbeat> heartbeats() {
        return publisher.events(Heartbeat.class);
    }
}
