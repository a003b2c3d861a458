package dev.inquest.collectors.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.inquest.collectors.kernel.KmsgCollector.Destination;
import dev.inquest.collectors.publish.RecordingObserver;
import dev.inquest.collectors.publish.RecordingPublisher;
import dev.inquest.schemas.NodeKey;
import dev.inquest.schemas.TimeSource;
import dev.inquest.schemas.Topics;
import dev.inquest.schemas.wire.KernelEvent;
import dev.inquest.schemas.wire.KernelSource;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KmsgCollectorTest {

    private static final String PANIC = "Kernel panic - not syncing: ";
    private static final Instant NOW = Instant.parse("2024-06-17T08:00:00Z");

    @TempDir Path state;

    private final RecordingPublisher publisher = new RecordingPublisher();
    private final RecordingObserver observer = new RecordingObserver();

    @Test
    void kernelLinesBecomeEventsAndLinesOfProgramsDoNot() {
        var device =
                new ScriptedDevice(
                        List.of(
                                "5,0,0,-;Linux version 6.1.0\n",
                                "2,1,3600000000,-;" + PANIC + "one\n DEVICE=x\n",
                                "10,2,3600000000,-;" + PANIC + "forged\n"));
        try (var kmsg = start(device)) {
            awaitCounts(kmsg, new KmsgCounts(2, 1, 0));
        }
        assertThat(told()).containsExactly("CRASHED kernel panic: one", "PANICKED one");
        assertThat(events())
                .allMatch(event -> event.getSource() == KernelSource.KMSG)
                .allMatch(event -> "boot-1".equals(event.getBootId()));
        assertThat(publisher.all()).allMatch(published -> published.key().equals("c/n"));
    }

    @Test
    void anOverrunIsCountedExactlyAndReadingGoesOn() {
        var device =
                new ScriptedDevice(
                        List.of(
                                "6,10,0,-;a\n",
                                ScriptedDevice.OVERRUN,
                                "2,15,3600000000,-;" + PANIC + "after\n",
                                "2,16,3600000000,-;" + PANIC + "next\n"));
        try (var kmsg = start(device)) {
            awaitCounts(kmsg, new KmsgCounts(3, 0, 4));
        }
        assertThat(observer.heard()).containsExactly("gap kmsg 4");
        assertThat(told())
                .containsExactly(
                        "CRASHED kernel panic: after",
                        "PANICKED after",
                        "CRASHED kernel panic: next",
                        "PANICKED next");
        assertThat(events().stream().map(KernelEvent::getLost)).containsExactly(4L, 0L, 0L, 0L);
    }

    @Test
    void aFirstStartPublishesTheLastFifteenMinutesAndSaysHowOldTheyAre() {
        var device =
                new ScriptedDevice(
                        List.of(
                                "2,0,2699000000,-;" + PANIC + "too old\n",
                                "2,1,2700000000,-;" + PANIC + "just in\n"));
        try (var kmsg = start(device)) {
            awaitCounts(kmsg, new KmsgCounts(2, 0, 0));
        }
        assertThat(told()).containsExactly("CRASHED kernel panic: just in", "PANICKED just in");
        assertThat(publisher.all())
                .allMatch(published -> published.at().equals(NOW.minus(Duration.ofMinutes(15))));
        assertThat(events()).allMatch(event -> event.getHeldForMs() == 900_000);
    }

    @Test
    void aRestartGoesOnBehindWhatWasDelivered() throws Exception {
        var first = "2,0,3600000000,-;" + PANIC + "one\n";
        var second = "2,1,3600000000,-;" + PANIC + "two\n";
        try (var kmsg = start(new ScriptedDevice(List.of(first)))) {
            awaitCounts(kmsg, new KmsgCounts(1, 0, 0));
        }
        assertThat(savedPosition()).isEqualTo("boot-1 1");
        try (var kmsg = start(new ScriptedDevice(List.of(first, second)))) {
            awaitCounts(kmsg, new KmsgCounts(2, 0, 0));
        }
        assertThat(savedPosition()).isEqualTo("boot-1 2");
        assertThat(told())
                .containsExactly(
                        "CRASHED kernel panic: one",
                        "PANICKED one",
                        "CRASHED kernel panic: two",
                        "PANICKED two");
    }

    @Test
    void whatWasNotAcceptedIsPublishedAgainAfterARestart() throws Exception {
        var only = "2,7,3600000000,-;" + PANIC + "one\n";
        publisher.hold();
        try (var kmsg = start(new ScriptedDevice(List.of(only)))) {
            awaitCounts(kmsg, new KmsgCounts(1, 0, 0));
        }
        assertThat(savedPosition()).isEqualTo("boot-1 7");
        try (var kmsg = start(new ScriptedDevice(List.of(only)))) {
            awaitCounts(kmsg, new KmsgCounts(1, 0, 0));
        }
        assertThat(told())
                .containsExactly(
                        "CRASHED kernel panic: one",
                        "PANICKED one",
                        "CRASHED kernel panic: one",
                        "PANICKED one");
        assertThat(events().stream().map(KernelEvent::getReportId).distinct()).hasSize(1);
    }

    @Test
    void halfOfARecordsEventsAcceptedIsNotThatRecordDelivered() throws Exception {
        var only = "2,7,3600000000,-;" + PANIC + "one\n";
        publisher.hold();
        try (var kmsg = start(new ScriptedDevice(List.of(only)))) {
            await().untilAsserted(() -> assertThat(publisher.all()).hasSize(2));
            publisher.all().getFirst().accepted().complete(null);
            awaitCounts(kmsg, new KmsgCounts(1, 0, 0));
        }
        assertThat(savedPosition()).isEqualTo("boot-1 7");
    }

    @Test
    void recordsOverwrittenWhileWeWereAwayAreLost() {
        try (var kmsg = start(new ScriptedDevice(List.of("6,0,0,-;a\n")))) {
            awaitCounts(kmsg, new KmsgCounts(1, 0, 0));
        }
        try (var kmsg = start(new ScriptedDevice(List.of("6,5,0,-;b\n")))) {
            awaitCounts(kmsg, new KmsgCounts(1, 0, 4));
        }
    }

    @Test
    void whatWasDeliveredAndOverwrittenSinceIsNotLost() throws Exception {
        Files.writeString(state.resolve("position"), "boot-1 1000\n");
        var device =
                new ScriptedDevice(
                        List.of(
                                "6,100,0,-;a\n",
                                ScriptedDevice.OVERRUN,
                                "6,500,0,-;b\n",
                                ScriptedDevice.OVERRUN,
                                "6,1005,0,-;c\n"));
        try (var kmsg = start(device)) {
            awaitCounts(kmsg, new KmsgCounts(3, 0, 5));
        }
        assertThat(observer.heard()).containsExactly("gap kmsg 5");
    }

    @Test
    void aReportKeepsItsIdWhenTheLogIsReadAgainFromAnotherBeginning() {
        var records =
                List.of(
                        "4,0,3600000000,-;WARNING: CPU: 1 PID: 1 at a.c:1 first+0x1/0x2\n",
                        "6,1,3600000000,-;---[ end trace 0000000000000000 ]---\n",
                        "2,2,3600000000,-;" + PANIC + "two\n");
        publisher.hold();
        try (var kmsg = start(new ScriptedDevice(records))) {
            awaitCounts(kmsg, new KmsgCounts(3, 0, 0));
        }
        var before = idOf("kernel panic: two");
        try (var kmsg = start(new ScriptedDevice(records.subList(2, 3)))) {
            awaitCounts(kmsg, new KmsgCounts(1, 0, 2));
        }
        assertThat(before).containsExactly("c/n/kmsg/boot-1/2");
        assertThat(idOf("kernel panic: two")).isEqualTo(before);
    }

    @Test
    void reportsOfOneRecordAreToldApart() {
        var device =
                new ScriptedDevice(
                        List.of("2,9,3600000000,-;" + PANIC + "one\\x0a" + PANIC + "two\n"));
        try (var kmsg = start(device)) {
            awaitCounts(kmsg, new KmsgCounts(1, 0, 0));
        }
        assertThat(idOf("kernel panic: one")).containsExactly("c/n/kmsg/boot-1/9");
        assertThat(idOf("kernel panic: two")).containsExactly("c/n/kmsg/boot-1/9.2");
    }

    @Test
    void aFloodOfOverrunsDoesNotMakeItBlind() {
        var records = new ArrayList<String>();
        for (var round = 0; round < 100; round++) {
            records.addAll(Collections.nCopies(10, ScriptedDevice.OVERRUN));
            records.add("6," + round * 1000 + ",0,-;a\n");
        }
        try (var kmsg = start(new ScriptedDevice(records))) {
            awaitCounts(kmsg, new KmsgCounts(100, 0, 99 * 999));
            assertThat(observer.heard()).doesNotContain("blind kmsg");
        }
    }

    @Test
    void reportsOfCallersThatInterleaveAreKeptApart() {
        var gpf = "general protection fault, probably for non-canonical address 0xdead: 0000 [#1]";
        var nullPointer = "BUG: kernel NULL pointer dereference, address: 0000000000000028";
        var device =
                new ScriptedDevice(
                        List.of(
                                "1,0,3600000000,-,caller=T7;" + nullPointer + "\n",
                                "1,1,3600000000,-,caller=C1;" + gpf + "\n",
                                "4,2,3600000000,-,caller=T7;RIP: 0010:first+0x13/0x20\n",
                                "4,3,3600000000,-,caller=C1;RIP: 0010:second+0x13/0x20\n"));
        try (var kmsg = start(device)) {
            awaitCounts(kmsg, new KmsgCounts(4, 0, 0));
        }
        assertThat(told())
                .contains(
                        "CRASHED BUG: unable to handle kernel NULL pointer dereference in first",
                        "CRASHED general protection fault in second");
    }

    @Test
    void anotherBootsPositionMeansNothing() throws Exception {
        Files.writeString(state.resolve("position"), "boot-0 500\n");
        var device = new ScriptedDevice(List.of("2,0,3600000000,-;" + PANIC + "one\n"));
        try (var kmsg = start(device)) {
            awaitCounts(kmsg, new KmsgCounts(1, 0, 0));
        }
        assertThat(told()).containsExactly("CRASHED kernel panic: one", "PANICKED one");
        assertThat(savedPosition()).isEqualTo("boot-1 1");
    }

    @Test
    void aBrokenPositionFileMeansNothing() throws Exception {
        Files.write(state.resolve("position"), new byte[] {0, (byte) 0xff, '\n', 'x'});
        try (var kmsg = start(new ScriptedDevice(List.of("6,0,0,-;a\n")))) {
            awaitCounts(kmsg, new KmsgCounts(1, 0, 0));
        }
    }

    @Test
    void fragmentsOfOneLineAreJoined() {
        var device =
                new ScriptedDevice(
                        List.of(
                                "2,0,3600000000,c;Kernel panic - not\n",
                                "2,1,3600000000,+; syncing: joined\n",
                                "6,2,3600000000,-;next\n"));
        try (var kmsg = start(device)) {
            awaitCounts(kmsg, new KmsgCounts(3, 0, 0));
        }
        assertThat(told()).containsExactly("CRASHED kernel panic: joined", "PANICKED joined");
    }

    @Test
    void aRecordWaitedForIsFreshHoweverFarTheClocksAreApart() {
        var device = new ScriptedDevice(List.of("6,0,0,-;old\n"));
        try (var kmsg = start(device)) {
            awaitCounts(kmsg, new KmsgCounts(1, 0, 0));
            await().pollDelay(Duration.ofMillis(100)).until(() -> true);
            device.say("2,1,3300000000,-;" + PANIC + "fresh\n");
            awaitCounts(kmsg, new KmsgCounts(2, 0, 0));
        }
        assertThat(told()).containsExactly("CRASHED kernel panic: fresh", "PANICKED fresh");
        assertThat(events()).allMatch(event -> event.getHeldForMs() == 0);
    }

    @Test
    void garbageIsPassedOver() {
        var device = new ScriptedDevice(List.of("garbage", "6,0,0,-;a\n", "x,y,z;\n"));
        try (var kmsg = start(device)) {
            awaitCounts(kmsg, new KmsgCounts(1, 0, 0));
            assertThat(kmsg.blind()).isEmpty();
        }
    }

    @Test
    void aDeviceThatMayNotBeOpenedMakesItBlind() {
        try (var kmsg =
                start(() -> {
                    throw new AccessDeniedException("/dev/kmsg");
                })) {
            assertThat(kmsg.blind()).isPresent();
            assertThat(observer.heard()).containsExactly("blind kmsg");
        }
    }

    @Test
    void aBlindCollectorSeesAgain() {
        var device = new ScriptedDevice(Collections.nCopies(16, ScriptedDevice.OVERRUN));
        var attempts = new AtomicInteger();
        KmsgDevice twice =
                () ->
                        attempts.getAndIncrement() == 0
                                ? device
                                : new ScriptedDevice(List.of("6,0,0,-;a\n"));
        try (var kmsg = start(twice)) {
            awaitCounts(kmsg, new KmsgCounts(1, 0, 0));
            assertThat(observer.heard()).containsExactly("blind kmsg", "seeing kmsg");
            assertThat(kmsg.blind()).isEmpty();
        }
    }

    private KmsgCollector start(ScriptedDevice device) {
        return start(() -> device);
    }

    private KmsgCollector start(KmsgDevice device) {
        var topics = new Topics("t.", TimeSource.STORY);
        var to = new Destination(new NodeKey("c", "n"), "boot-1", topics.kernel(), publisher);
        var settings =
                new KmsgSettings(
                        Path.of("/dev/kmsg"),
                        state.resolve("position"),
                        Duration.ofMinutes(15),
                        Duration.ofMillis(10));
        return KmsgCollector.start(
                settings,
                device,
                to,
                InstantSource.fixed(NOW),
                () -> Duration.ofHours(1),
                observer);
    }

    private static void awaitCounts(KmsgCollector kmsg, KmsgCounts counts) {
        await().untilAsserted(() -> assertThat(kmsg.counts()).isEqualTo(counts));
    }

    private String savedPosition() throws IOException {
        return Files.readString(state.resolve("position")).strip();
    }

    private Set<String> idOf(String title) {
        return events().stream()
                .filter(event -> event.getTitle().equals(title))
                .map(KernelEvent::getReportId)
                .collect(Collectors.toSet());
    }

    /// What each event says, as its kind and title, in the order of publication.
    private List<String> told() {
        return events().stream().map(event -> event.getKind() + " " + event.getTitle()).toList();
    }

    private List<KernelEvent> events() {
        return publisher.events(KernelEvent.class);
    }
}
