package dev.inquest.collectors.pods;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.inquest.collectors.host.HostTree;
import dev.inquest.collectors.publish.RecordingObserver;
import dev.inquest.collectors.publish.RecordingPublisher;
import dev.inquest.schemas.NodeKey;
import dev.inquest.schemas.TimeSource;
import dev.inquest.schemas.Topics;
import dev.inquest.schemas.wire.PodRestart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PodLogsTest {

    private static final String UID = "0f5a8f4e-1111-2222-3333-444455556666";
    private static final String CILIUM = "kube-system_cilium-x7k2p_" + UID;
    private static final String AGENT = CILIUM + "/cilium-agent/";
    private static final String PANIC =
            """
            2024-06-17T02:00:00.000000001Z stderr F level=info msg="Direct routing device detected"
            2024-06-17T02:00:00.000000002Z stderr F panic: runtime error: index out of range [3]
            2024-06-17T02:00:00.000000003Z stdout F token=abcdefgh
            """;

    @TempDir Path temp;

    private final RecordingPublisher publisher = new RecordingPublisher();
    private final RecordingObserver observer = new RecordingObserver();
    private HostTree pods = new HostTree(Path.of("."));

    @BeforeEach
    void makeDirectory() throws IOException {
        pods = new HostTree(Files.createDirectory(temp.resolve("pods")));
    }

    @Test
    void aRestartIsToldWithItsLastWords() {
        pods.with(AGENT + "0.log", PANIC);
        try (var _ = start()) {
            awaitBaseline();
            pods.with(AGENT + "1.log", "");
            awaitRestarts(1);
        }

        var restart = restarts().getFirst();
        assertThat(publisher.all().getFirst().key()).isEqualTo("c/n");
        assertThat(restart.getNamespaceName()).isEqualTo("kube-system");
        assertThat(restart.getPodUid()).isEqualTo(UID);
        assertThat(restart.getContainer()).isEqualTo("cilium-agent");
        assertThat(restart.getWorkload()).isEqualTo("daemonset/cilium");
        assertThat(restart.getRestartCount()).isEqualTo(1);
        assertThat(restart.getExitCode()).isEqualTo(-1);
        assertThat(restart.getHeldForMs()).isZero();
        assertThat(restart.getLastLogLines())
                .containsExactly(
                        "level=info msg=\"Direct routing device detected\"",
                        "panic: runtime error: index out of range [3]",
                        "token=[redacted]");
    }

    @Test
    void whatHadRestartedBeforeTheFirstStartIsHistory() {
        pods.with(AGENT + "4.log", PANIC).with(AGENT + "5.log", "");
        try (var _ = start()) {
            awaitBaseline();
            pods.with(AGENT + "6.log", "");
            awaitRestarts(1);
        }
        assertThat(restarts().getFirst().getRestartCount()).isEqualTo(6);
    }

    @Test
    void whatRestartedWhileTheAgentWasAwayIsToldAsHeld() throws IOException {
        pods.with(AGENT + "0.log", PANIC);
        try (var _ = start()) {
            awaitBaseline();
        }
        Files.setLastModifiedTime(
                pods.root().resolve(AGENT + "0.log"),
                FileTime.from(Instant.now().minus(Duration.ofMinutes(7))));
        pods.with(AGENT + "1.log", "");
        try (var _ = start()) {
            awaitRestarts(1);
        }
        assertThat(restarts().getFirst().getHeldForMs()).isBetween(419_000L, 480_000L);
    }

    @Test
    void onlySystemNamespacesAreWatched() {
        for (var namespace : List.of("default", "shop", "calico-system", "kube-public")) {
            pods.with("%s_p-x7k2p_%s/c/0.log".formatted(namespace, UID), PANIC);
        }
        pods.with("nonsense/c/0.log", "").with(CILIUM + "/cilium-agent/strange.log", "");
        try (var _ = start()) {
            awaitBaseline();
            for (var namespace : List.of("default", "shop", "calico-system", "kube-public")) {
                pods.with("%s_p-x7k2p_%s/c/1.log".formatted(namespace, UID), "");
            }
            awaitRestarts(1);
        }
        assertThat(restarts().stream().map(PodRestart::getNamespaceName))
                .containsExactly("calico-system");
    }

    @Test
    void aLinkLeadsNowhereButToLogs() throws IOException {
        var secret = Files.writeString(temp.resolve("shadow"), "root:secret\n");
        pods.with(AGENT + "1.log", "");
        Files.createSymbolicLink(pods.root().resolve(AGENT + "0.log"), secret);

        assertThat(logs().lastLines(1)).isEmpty();
    }

    @Test
    void whatWasRotatedAwayIsReadToo() {
        pods.with(AGENT + "0.log", record("after"))
                .with(AGENT + "0.log.20240617-020000", record("before"))
                .with(AGENT + "0.log.20240617-010000.gz", "x")
                .with(AGENT + "0.log.20240616-010000", record("long ago"));

        assertThat(logs().lastLines(1)).containsExactly("before", "after");
    }

    @Test
    void onlyTheLastFortyLinesOfTheLast64KibibytesAreKept() {
        pods.with(AGENT + "0.log", record("x".repeat(100)).repeat(2_000) + record("last"));

        assertThat(logs().lastLines(1)).hasSize(40).endsWith("last");
    }

    @Test
    void aDirectoryThatCannotBeReadIsBlindness() {
        var settings =
                new PodLogSettings(
                        temp.resolve("nowhere"),
                        PodLogSettings.SYSTEM_NAMESPACES,
                        temp.resolve("state"),
                        Duration.ofMillis(10));
        try (var collector = start(settings)) {
            await().untilAsserted(() -> assertThat(collector.blind()).isPresent());
        }
        assertThat(observer.heard()).containsExactly("blind pod logs");
    }

    @Test
    void aStrangeNamespaceIsRefused() {
        assertThatThrownBy(() -> PodLogSettings.of(temp, List.of("kube-*", "(.*"), temp))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'(.*'");
    }

    private static String record(String text) {
        return "2024-06-17T02:00:00.000000001Z stderr F " + text + "\n";
    }

    private ContainerLogs logs() {
        try {
            return new ContainerLogs(pods.root().resolve(AGENT), List.of(pods.root().toRealPath()));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private PodLogsCollector start() {
        return start(
                new PodLogSettings(
                        pods.root(),
                        List.of("kube-system", "calico-*"),
                        temp.resolve("state"),
                        Duration.ofMillis(10)));
    }

    private PodLogsCollector start(PodLogSettings settings) {
        return PodLogsCollector.start(
                settings,
                new PodLogsCollector.Destination(
                        new NodeKey("c", "n"),
                        "b-1",
                        new Topics("t.", TimeSource.STORY).pods(),
                        publisher),
                InstantSource.system(),
                observer);
    }

    private void awaitBaseline() {
        await().untilAsserted(() -> assertThat(temp.resolve("state")).exists());
    }

    private void awaitRestarts(int count) {
        await().untilAsserted(() -> assertThat(restarts()).hasSize(count));
    }

    private List<PodRestart> restarts() {
        return publisher.events(PodRestart.class);
    }
}
