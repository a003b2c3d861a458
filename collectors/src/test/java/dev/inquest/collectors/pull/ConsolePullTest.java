package dev.inquest.collectors.pull;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.inquest.collectors.publish.RecordingObserver;
import dev.inquest.collectors.publish.RecordingPublisher;
import dev.inquest.collectors.pull.PullSettings.Decoding;
import dev.inquest.schemas.TimeSource;
import dev.inquest.schemas.Topics;
import dev.inquest.schemas.wire.KernelEvent;
import dev.inquest.schemas.wire.KernelKind;
import dev.inquest.schemas.wire.NodeStateName;
import dev.inquest.schemas.wire.NodeStatus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Real commands, a real crash.
class ConsolePullTest {

    private static final Instant NOW = Instant.parse("2024-06-17T08:00:00Z");

    @TempDir Path temp;

    private final RecordingPublisher publisher = new RecordingPublisher();
    private final RecordingObserver observer = new RecordingObserver();

    @Test
    void theConsoleOfASilentNodeIsFetchedAndEachLineReadOnce() throws IOException {
        var crash = resource("b1-sysrqc-panic0");
        var half = crash.indexOf("Kernel panic");
        write("i-1", crash.substring(0, half));
        try (var pull = start(Decoding.NONE, Duration.ofMillis(50))) {
            pull.state("prod/n0", status(NodeStateName.LIVE, "i-0"));
            pull.state("prod/n1", status(NodeStateName.SILENT, "i-1"));
            await().untilAsserted(() -> assertThat(publisher.all()).isNotEmpty());
            write("i-1", crash);
            await().untilAsserted(() ->
                    assertThat(events())
                            .extracting(KernelEvent::getKind)
                            .endsWith(KernelKind.PANIC_ENDED));
            assertThat(titles()).containsExactly("sysrq triggered crash");
            var read = publisher.all().size();
            await().during(Duration.ofMillis(300))
                    .untilAsserted(() -> assertThat(publisher.all()).hasSize(read));
        }
        assertThat(publisher.all()).allMatch(event -> event.key().equals("prod/n1"));
        assertThat(observer.heard()).isEmpty();
    }

    @Test
    void theFirstFetchProvesNoLifeAndNoBootOfNow() throws IOException {
        write(
                "i-1",
                """
                [    0.000000] Linux version 6.1.0 (x) #1 SMP
                [    0.000000] Command line: console=ttyS0
                [   90.000000] eth0: link up
                [ 5000.000000] eth0: link up again
                """);
        try (var pull = start(Decoding.NONE, Duration.ofMillis(50))) {
            pull.state("prod/n1", status(NodeStateName.SILENT, "i-1"));
            await().untilAsserted(() -> assertThat(publisher.all()).isNotEmpty());
        }
        var booted = events().getFirst();
        assertThat(events()).hasSize(1);
        assertThat(booted.getKind()).isEqualTo(KernelKind.BOOTED);
        assertThat(booted.getHeldForMs()).isGreaterThan(4_900_000);
    }

    @Test
    void aCrashOfAnEarlierLifeIsNotRead() throws IOException {
        var boot =
                """
                [    0.000000] Linux version 6.1.0 (x) #1 SMP
                [    0.000000] Command line: console=ttyS0
                [    1.000000] eth0: link up
                """;
        write("i-1", boot + "[    2.000000] Kernel panic - not syncing: long ago\n" + boot);
        try (var pull = start(Decoding.NONE, Duration.ofMillis(50))) {
            pull.state("prod/n1", status(NodeStateName.SILENT, "i-1"));
            await().untilAsserted(() -> assertThat(events()).isNotEmpty());
        }
        assertThat(titles()).isEmpty();
    }

    @Test
    void anEncodedConsoleIsDecoded() throws IOException {
        var text = "[    2.000000] Kernel panic - not syncing: decoded\n";
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        write("i-1", Base64.getMimeEncoder().encodeToString(bytes) + "\n");
        try (var pull = start(Decoding.BASE64, Duration.ofMillis(50))) {
            pull.state("prod/n1", status(NodeStateName.HUNG, "i-1"));
            await().untilAsserted(() -> assertThat(titles()).containsExactly("decoded"));
        }
    }

    @Test
    void aFailureIsToldOnceAndItsEndToo() throws IOException {
        try (var pull = start(Decoding.NONE, Duration.ofMillis(20))) {
            pull.state("prod/n1", status(NodeStateName.SILENT, "i-1"));
            await().untilAsserted(() -> assertThat(observer.heard()).isNotEmpty());
            write("i-1", "[    2.000000] Kernel panic - not syncing: after all\n");
            await().untilAsserted(() -> assertThat(titles()).containsExactly("after all"));
        }
        assertThat(observer.heard())
                .containsExactly("blind console pull of prod/n1", "seeing console pull of prod/n1");
    }

    @Test
    void aNodeOfWhichNothingIsKnownIsTold() {
        try (var pull = start(Decoding.NONE, Duration.ofMillis(20))) {
            var nothing = NodeStatus.newBuilder(status(NodeStateName.SILENT, "x"));
            pull.state("prod/n1", nothing.setAttributes(Map.of()).build());
            pull.state("no key", nothing.build());
            pull.state("prod/n2", null);
            await().untilAsserted(() ->
                    assertThat(observer.heard()).containsExactly("blind console pull of prod/n1"));
        }
    }

    @Test
    void closingKillsWhatIsRunning() {
        var command = new CommandTemplate(List.of("sleep", "62.5", "{node}s"));
        var settings = settings(command, Decoding.NONE, Duration.ofSeconds(60));
        var pull = start(settings);
        pull.state("prod/0", status(NodeStateName.SILENT, "x"));
        await().until(ConsolePullTest::isSleeping);
        Assertions.assertTimeout(Duration.ofSeconds(3), pull::close);
        await().until(() -> !isSleeping());
    }

    private static boolean isSleeping() {
        return ProcessHandle.current()
                .descendants()
                .anyMatch(process -> process.info().commandLine().orElse("").contains("62.5"));
    }

    private ConsolePull start(Decoding decode, Duration every) {
        var files = temp.resolve("{instance}").toString();
        return start(settings(new CommandTemplate(List.of("cat", files)), decode, every));
    }

    private static PullSettings settings(CommandTemplate command, Decoding decode, Duration every) {
        return new PullSettings(
                command,
                decode,
                every,
                1000,
                Duration.ofSeconds(10),
                8,
                PullSettings.DEFAULT_STATES);
    }

    private ConsolePull start(PullSettings settings) {
        return ConsolePull.start(
                settings,
                new Topics("t.", TimeSource.STORY).kernel(),
                publisher,
                InstantSource.fixed(NOW),
                Duration.ofMillis(10),
                observer);
    }

    /// Whole or not at all, as a provider answers.
    private void write(String name, String text) throws IOException {
        var fresh = Files.writeString(temp.resolve(name + ".new"), text);
        Files.move(fresh, temp.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    private static NodeStatus status(NodeStateName state, String instance) {
        return NodeStatus.newBuilder()
                .setCluster("prod")
                .setNode("n1")
                .setState(state)
                .setSince(NOW)
                .setAttributes(Map.of("provider_id", "aws:///eu-1a/" + instance))
                .build();
    }

    private static String resource(String console) throws IOException {
        try (var in = ConsolePullTest.class.getResourceAsStream("/consoles/" + console + ".log")) {
            if (in == null) {
                throw new IOException("no console " + console);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private List<String> titles() {
        return events().stream()
                .filter(event -> event.getKind() == KernelKind.PANICKED)
                .map(KernelEvent::getTitle)
                .toList();
    }

    private List<KernelEvent> events() {
        return publisher.events(KernelEvent.class);
    }
}
