package dev.inquest.collectors.aftermath;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.inquest.collectors.kernel.KernelEvents;
import dev.inquest.collectors.kernel.KernelEvents.Circumstances;
import dev.inquest.collectors.publish.RecordingObserver;
import dev.inquest.collectors.publish.RecordingPublisher;
import dev.inquest.crash.CrashReader;
import dev.inquest.crash.KernelSignal;
import dev.inquest.schemas.NodeKey;
import dev.inquest.schemas.TimeSource;
import dev.inquest.schemas.Topics;
import dev.inquest.schemas.wire.KernelEvent;
import dev.inquest.schemas.wire.KernelSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AftermathCollectorTest {

    private static final Instant NOW = Instant.parse("2024-06-17T08:00:00Z");
    private static final Instant BOOTED = NOW.minus(Duration.ofMinutes(5));
    private static final Instant CRASHED = NOW.minus(Duration.ofMinutes(10));

    private static final String OOPS =
            """
            <1>[    5.000001] BUG: kernel NULL pointer dereference, address: 0000000000000028
            <4>[    5.000002] Oops: 0000 [#1] PREEMPT SMP NOPTI
            <4>[    5.000003] CPU: 0 PID: 66 Comm: init Not tainted 6.1.0-56-amd64 #1
            <4>[    5.000004] RIP: 0010:guilty_function+0x12/0x40
            <4>[    5.000005] Call Trace:
            <4>[    5.000006]  caller_function+0x1/0x2
            <4>[    5.000007] ---[ end trace 0000000000000000 ]---
            """;
    private static final String PANIC =
            "<0>[    5.100000] Kernel panic - not syncing: Fatal exception\n";

    @TempDir Path root;
    @TempDir Path state;

    private final RecordingPublisher publisher = new RecordingPublisher();
    private final RecordingObserver observer = new RecordingObserver();

    @Test
    void anOopsAndThePanicAfterItAreOneCrashOfTheBootBefore() throws Exception {
        Files.writeString(
                state.resolve("boots"), CRASHED.minusSeconds(60).toEpochMilli() + " boot-0\n");
        write("sys/fs/pstore/dmesg-ramoops-0", "Oops#1 Part1\n" + OOPS);
        write("sys/fs/pstore/dmesg-ramoops-1", "Panic#2 Part1\n" + OOPS + PANIC);

        look(2);

        assertThat(told())
                .containsExactly(
                        "CRASHED BUG: unable to handle kernel NULL pointer dereference in"
                                + " guilty_function",
                        "PANICKED Fatal exception");
        assertThat(events())
                .allMatch(event -> event.getSource() == KernelSource.PSTORE)
                .allMatch(event -> "boot-0".equals(event.getBootId()))
                .allMatch(event -> event.getHeldForMs() == 600_000);
        assertThat(events().getFirst().getPanicked()).isTrue();
    }

    @Test
    void partsArePutBackInOrder() throws Exception {
        var half = OOPS.indexOf("<4>[    5.000004]");
        write("sys/fs/pstore/dmesg-erst-2", "Panic#1 Part1\n" + OOPS.substring(half) + PANIC);
        write("sys/fs/pstore/dmesg-erst-1", "Panic#1 Part2\n" + OOPS.substring(0, half));

        look(2);

        assertThat(told()).first().asString().endsWith("in guilty_function");
    }

    @Test
    void whatWasSeenIsNotPublishedAgainNorAfterSystemdHasMovedIt() throws Exception {
        write("sys/fs/pstore/dmesg-ramoops-0", "Panic#1 Part1\n" + OOPS + PANIC);
        look(2);
        Files.delete(root.resolve("sys/fs/pstore/dmesg-ramoops-0"));
        write("var/lib/systemd/pstore/171861/1/dmesg-ramoops-0", "Panic#1 Part1\n" + OOPS + PANIC);
        look(2);

        assertThat(events()).hasSize(2);
    }

    @Test
    void whatKafkaDidNotAcceptIsPublishedAgain() throws Exception {
        write("sys/fs/pstore/dmesg-ramoops-0", "Panic#1 Part1\n" + OOPS + PANIC);
        publisher.hold();
        look(2);
        look(4);

        assertThat(events().stream().map(KernelEvent::getReportId).distinct()).hasSize(1);
    }

    @Test
    void aReportThatTheKernelLogAlreadyToldGoesOnUnderItsId() throws Exception {
        Files.writeString(
                state.resolve("boots"), CRASHED.minusSeconds(60).toEpochMilli() + " boot-0\n");
        var ledger = CrashLedger.open(state.resolve("crashes.seen"));
        var reader = new CrashReader("reader");
        var signals = new ArrayList<KernelSignal>();
        OOPS.lines().forEach(line -> reader.line(CRASHED, line.substring(3), signals::add));
        var channel = new Circumstances(KernelSource.KMSG, Optional.of("boot-0"), 0, Duration.ZERO);
        signals.forEach(signal -> ledger.remember(KernelEvents.of(signal, channel)));
        var before = KernelEvents.of(signals.getLast(), channel);
        ledger.save();
        write("sys/fs/pstore/dmesg-ramoops-0", "Panic#1 Part1\n" + OOPS + PANIC);

        look(2);

        assertThat(events()).allMatch(event -> event.getReportId().equals(before.getReportId()));
        assertThat(events().getFirst().getReportRevision())
                .isGreaterThan(before.getReportRevision());
    }

    @Test
    void pstoreIsLeftInPlaceUnlessToldOtherwise() throws Exception {
        write("sys/fs/pstore/dmesg-ramoops-0", "Panic#1 Part1\n" + OOPS + PANIC);
        look(2);
        assertThat(root.resolve("sys/fs/pstore/dmesg-ramoops-0")).exists();
    }

    @Test
    void pstoreIsRemovedOnceKafkaHasIt() throws Exception {
        write("sys/fs/pstore/dmesg-ramoops-0", "Panic#1 Part1\n" + OOPS + PANIC);
        publisher.hold();
        try (var _ = start(true)) {
            await().untilAsserted(() -> assertThat(events()).hasSize(2));
            assertThat(root.resolve("sys/fs/pstore/dmesg-ramoops-0")).exists();
            publisher.acceptAll();
        }
        assertThat(root.resolve("sys/fs/pstore/dmesg-ramoops-0")).doesNotExist();
    }

    @Test
    void packedFilesAreNamedAndForeignOnesPassedOver() throws Exception {
        write("sys/fs/pstore/dmesg-efi-171861000001001.enc.z", "x");
        write("sys/fs/pstore/pmsg-ramoops-0", "user text");
        write("sys/fs/pstore/console-ramoops-0", OOPS.replaceAll("(?m)^<.>", "") + "[    6.0000");
        look(1);

        assertThat(observer.heard())
                .containsExactly(
                        "ignored " + root.resolve("sys/fs/pstore/dmesg-efi-171861000001001.enc.z"));
        assertThat(told()).hasSize(1);
    }

    @Test
    void aCompleteDumpAndItsLogAreProofOfTheCrash() throws Exception {
        write(
                "var/crash/202406170750/dmesg.202406170750",
                (OOPS + PANIC).replaceAll("(?m)^<.>", ""));
        write("var/crash/202406170750/dump.202406170750", "core");
        look(3);

        assertThat(told())
                .containsExactly(
                        "CRASHED BUG: unable to handle kernel NULL pointer dereference in"
                                + " guilty_function",
                        "PANICKED Fatal exception",
                        "DUMP_SAVED ");
        assertThat(events()).allMatch(event -> event.getSource() == KernelSource.KDUMP);
        look(3);
        assertThat(events()).hasSize(3);
    }

    @Test
    void anIncompleteDumpIsAFailedOne() throws Exception {
        write("var/crash/127.0.0.1-2024-06-17-07:50:00/vmcore-incomplete", "co");
        write("var/crash/127.0.0.1-2024-06-17-07:50:00/vmcore-dmesg.txt", "[    1.000000] x");
        write("var/crash/127.0.0.1-2024-06-17-07:50:01/vmcore-incomplete", "co", NOW);
        look(1);

        assertThat(told()).containsExactly("CAPTURE_FAILING the dump was not completed");
    }

    @Test
    void theKdumpServicesLogIsReadOnceAndItsNewLinesToo() throws Exception {
        write("var/log/kdump.log", "kdump: saving vmcore failed\n");
        look(1);
        write("var/log/kdump.log", "kdump: saving vmcore failed\nkdump: saving vmcore complete\n");
        look(2);

        assertThat(told())
                .containsExactly("CAPTURE_FAILING the vmcore could not be saved", "DUMP_SAVED ");
    }

    @Test
    void aHugeLogIsReadAtBothEnds() throws Exception {
        var filler = "[    6.000000] nothing of interest, said again and again\n".repeat(40_000);
        var text = (OOPS + PANIC).replaceAll("(?m)^<.>", "");
        write("var/crash/1/dmesg.1", "[    0.000000] begin\n" + filler + text);
        look(2);

        assertThat(told()).contains("PANICKED Fatal exception");
    }

    @Test
    void whatCannotBeReadIsBlind() throws Exception {
        write("sys/fs/pstore", "no directory");
        write("var/crash", "no directory");
        try (var aftermath = start(false)) {
            await().untilAsserted(() ->
                    assertThat(aftermath.blind()).containsOnlyKeys("kdump", "pstore"));
            assertThat(observer.heard()).contains("blind pstore", "blind kdump");
        }
    }

    @Test
    void aHostWithoutAnyOfItIsNotBlind() {
        try (var aftermath = start(false)) {
            assertThat(aftermath.blind()).isEmpty();
        }
        assertThat(events()).isEmpty();
    }

    /// One life of the collector, until so many events were published.
    private void look(int events) {
        try (var _ = start(false)) {
            await().untilAsserted(() -> assertThat(events().size()).isGreaterThanOrEqualTo(events));
        }
    }

    private AftermathCollector start(boolean remove) {
        var topics = new Topics("t.", TimeSource.STORY);
        return AftermathCollector.start(
                AftermathSettings.of(root, state).removingPstore(remove),
                new AftermathCollector.Destination(
                        new NodeKey("c", "n"), "boot-1", BOOTED, topics.kernel(), publisher),
                CrashLedger.open(state.resolve("crashes.seen")),
                InstantSource.fixed(NOW),
                observer);
    }

    private void write(String path, String text) throws IOException {
        write(path, text, CRASHED);
    }

    private void write(String path, String text, Instant at) throws IOException {
        var file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        Files.setLastModifiedTime(file, FileTime.from(at));
    }

    private List<String> told() {
        return events().stream().map(event -> event.getKind() + " " + event.getTitle()).toList();
    }

    private List<KernelEvent> events() {
        return publisher.events(KernelEvent.class);
    }
}
