package dev.inquest.collectors.console;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.inquest.collectors.publish.RecordingObserver;
import dev.inquest.collectors.publish.RecordingPublisher;
import dev.inquest.schemas.NodeKey;
import dev.inquest.schemas.TimeSource;
import dev.inquest.schemas.Topics;
import dev.inquest.schemas.wire.KernelEvent;
import dev.inquest.schemas.wire.KernelKind;
import dev.inquest.schemas.wire.KernelSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConsoleCollectorTest {

    private static final Instant NOW = Instant.parse("2024-06-17T08:00:00Z");
    private static final String PANIC = "[  1.000000] Kernel panic - not syncing: ";

    @TempDir Path temp;

    private final Topics topics = new Topics("t.", TimeSource.STORY);
    private final RecordingPublisher publisher = new RecordingPublisher();
    private final RecordingObserver observer = new RecordingObserver();
    private Path consoles = Path.of("consoles");

    @BeforeEach
    void makeDirectory() throws IOException {
        consoles = Files.createDirectory(temp.resolve("consoles"));
    }

    @ParameterizedTest
    @CsvSource({"b1-sysrqc-panic0, 1", "c2-ck-80M, 2"})
    void aConsoleWrittenInPiecesIsReadWhole(String console, int panics) throws IOException {
        var bytes = resource(console);
        var file = consoles.resolve("east__worker-1.log");
        try (var collector = start()) {
            writeInPieces(file, bytes);
            awaitCaughtUp(collector);
            assertThat(collector.caughtUpTo(file)).contains((long) bytes.length);
        }
        assertThat(publisher.all()).allMatch(event -> event.key().equals("east/worker-1"));
        assertThat(events()).allMatch(event -> event.getSource() == KernelSource.SERIAL);
        var panicked =
                events().stream().filter(event -> event.getKind() == KernelKind.PANICKED).toList();
        assertThat(panicked.stream().filter(event -> !event.getTitle().isEmpty()))
                .hasSizeGreaterThanOrEqualTo(panics);
        assertThat(panicked.getFirst().getTitle()).isEqualTo("sysrq triggered crash");
    }

    @Test
    void aFileThatAppearsLaterIsFollowedFromItsBeginning() throws IOException {
        try (var collector = start()) {
            awaitCaughtUp(collector);
            append("worker-2.log", PANIC + "one\n");
            awaitTitles("one");
            assertThat(publisher.all().getFirst().key()).isEqualTo("default/worker-2");
            assertThat(events().getFirst().getHeldForMs()).isZero();
        }
    }

    @Test
    void contentOfBeforeTheStartIsHistory() throws IOException {
        append("n.log", PANIC + "old\n");
        Files.setLastModifiedTime(
                consoles.resolve("n.log"), FileTime.from(NOW.minus(Duration.ofMinutes(3))));
        try (var collector = start()) {
            awaitTitles("old");
            append("n.log", PANIC + "new\n");
            awaitTitles("old", "new");
            awaitCaughtUp(collector);
        }
        assertThat(events().stream().map(event -> event.getKind() + " " + event.getHeldForMs()))
                .containsExactly("CRASHED 180000", "PANICKED 180000", "CRASHED 0", "PANICKED 0");
    }

    @Test
    void aRestartNeitherRepeatsNorLoses() throws IOException {
        try (var collector = start()) {
            append("n.log", PANIC + "one\n");
            awaitTitles("one");
            awaitCaughtUp(collector);
        }
        append("n.log", PANIC + "two\n");
        try (var collector = start()) {
            awaitTitles("one", "two");
            awaitCaughtUp(collector);
        }
    }

    @Test
    void whatWasNotAcceptedIsNotCaughtUpAndIsReadAgain() throws IOException {
        publisher.hold();
        try (var collector = start()) {
            append("n.log", PANIC + "one\n");
            awaitTitles("one");
            assertThat(collector.isCaughtUp()).isFalse();
        }
        publisher.acceptAll();
        try (var collector = start()) {
            awaitTitles("one", "one");
            awaitCaughtUp(collector);
        }
    }

    @Test
    void rotationLosesNothing() throws IOException {
        try (var collector = start()) {
            append("n.log", PANIC + "one\n");
            awaitTitles("one");
            Files.move(consoles.resolve("n.log"), consoles.resolve("n.log.1"));
            append("n.log", PANIC + "two\n");
            awaitTitles("one", "two");
            awaitCaughtUp(collector);
        }
    }

    @Test
    void aCutFileIsReadFromItsBeginning() throws IOException {
        try (var collector = start()) {
            append("n.log", "x".repeat(5000) + "\n" + PANIC + "one\n");
            awaitTitles("one");
            Files.writeString(consoles.resolve("n.log"), PANIC + "two\n");
            awaitTitles("one", "two");
            awaitCaughtUp(collector);
        }
    }

    @Test
    void aLineWithoutAnEndWaitsOnlySoLong() throws IOException {
        try (var collector = start()) {
            append("n.log", PANIC + "no end");
            awaitTitles("no end");
            awaitCaughtUp(collector);
        }
    }

    @Test
    void hostileBytesAreRead() throws IOException {
        var noise = new byte[300_000];
        new Random(1).nextBytes(noise);
        try (var collector = start()) {
            Files.write(consoles.resolve("n.log"), noise);
            append("n.log", "\n" + "y".repeat(1 << 20) + "\r\n" + PANIC + "still here\n");
            await().untilAsserted(() -> assertThat(titles()).contains("still here"));
            awaitCaughtUp(collector);
        }
    }

    @Test
    void aNameThatNamesNoNodeIsToldOnceAndLeftOut() throws IOException {
        append("a b.log", PANIC + "x\n");
        append("ok.log", PANIC + "one\n");
        try (var collector = start()) {
            awaitTitles("one");
            assertThat(collector.isCaughtUp()).isTrue();
        }
        assertThat(observer.heard()).containsExactly("ignored " + consoles.resolve("a b.log"));
    }

    @Test
    void consolesCanBeNamedOneByOne() throws IOException {
        var file = temp.resolve("tty0");
        var settings =
                new ConsoleSettings(
                        List.of(),
                        "default",
                        Map.of(file, new NodeKey("west", "db-1")),
                        Optional.empty(),
                        Duration.ofMillis(10),
                        Duration.ofMillis(50),
                        0);
        try (var collector = start(settings)) {
            Files.writeString(file, PANIC + "one\n");
            awaitTitles("one");
            awaitCaughtUp(collector);
        }
        assertThat(publisher.all().getFirst().key()).isEqualTo("west/db-1");
    }

    @Test
    void aDirectoryThatIsMissingIsToldAndWaitedFor() throws IOException {
        Files.delete(consoles);
        try (var collector = start()) {
            Files.createDirectory(consoles);
            append("n.log", PANIC + "one\n");
            awaitTitles("one");
            awaitCaughtUp(collector);
        }
        assertThat(observer.heard()).containsExactly("ignored " + consoles);
    }

    @Test
    void closingTakesNoTime() {
        var collector = start();
        Assertions.assertTimeout(Duration.ofSeconds(1), collector::close);
    }

    private ConsoleCollector start() {
        return start(
                new ConsoleSettings(
                        List.of(consoles),
                        "default",
                        Map.of(),
                        Optional.of(temp.resolve("positions")),
                        Duration.ofMillis(10),
                        Duration.ofMillis(300),
                        ConsoleSettings.DEFAULT_HISTORY));
    }

    private ConsoleCollector start(ConsoleSettings settings) {
        return ConsoleCollector.start(
                settings, topics.kernel(), publisher, InstantSource.fixed(NOW), observer);
    }

    private void append(String name, String text) throws IOException {
        Files.writeString(consoles.resolve(name), text, CREATE, APPEND);
    }

    private static void writeInPieces(Path file, byte[] bytes) throws IOException {
        var random = new Random(3);
        for (var at = 0; at < bytes.length; ) {
            var end = Math.min(bytes.length, at + 1 + random.nextInt(3000));
            Files.write(file, Arrays.copyOfRange(bytes, at, end), CREATE, APPEND);
            at = end;
        }
    }

    private static byte[] resource(String console) throws IOException {
        try (var in =
                ConsoleCollectorTest.class.getResourceAsStream("/consoles/" + console + ".log")) {
            if (in == null) {
                throw new IOException("no console " + console);
            }
            return in.readAllBytes();
        }
    }

    private static void awaitCaughtUp(ConsoleCollector collector) {
        await().untilAsserted(() -> assertThat(collector.isCaughtUp()).isTrue());
    }

    private void awaitTitles(String... titles) {
        await().untilAsserted(() -> assertThat(titles()).containsExactly(titles));
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
