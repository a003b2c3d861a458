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
import dev.inquest.schemas.wire.KernelKind;
import dev.inquest.schemas.wire.KernelSource;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
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

            assertThat(titles()).containsExactly("one");
            var event = publisher.events(KernelEvent.class).getFirst();
            assertThat(event.getSource()).isEqualTo(KernelSource.KMSG);
            assertThat(event.getKind()).isEqualTo(KernelKind.PANICKED);
            assertThat(event.getBootId()).isEqualTo("boot-1");
            assertThat(publisher.all().getFirst().key()).isEqualTo("c/n");
        }
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

            assertThat(observer.heard()).containsExactly("gap kmsg 4");
            assertThat(publisher.events(KernelEvent.class).stream().map(KernelEvent::getLost))
                    .containsExactly(4L, 0L);
        }
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

            assertThat(titles()).containsExactly("just in");
            var published = publisher.all().getFirst();
            assertThat(published.at()).isEqualTo(NOW.minus(Duration.ofMinutes(15)));
            assertThat(publisher.events(KernelEvent.class).getFirst().getHeldForMs())
                    .isEqualTo(900_000);
        }
    }

    @Test
    void aRestartGoesOnBehindWhatWasDelivered() {
        var first = "2,0,3600000000,-;" + PANIC + "one\n";
        var second = "2,1,3600000000,-;" + PANIC + "two\n";
        try (var kmsg = start(new ScriptedDevice(List.of(first)))) {
            awaitCounts(kmsg, new KmsgCounts(1, 0, 0));
        }
        try (var kmsg = start(new ScriptedDevice(List.of(first, second)))) {
            awaitCounts(kmsg, new KmsgCounts(2, 0, 0));
        }
        assertThat(titles()).containsExactly("one", "two");
    }

    @Test
    void whatWasNotAcceptedIsPublishedAgainAfterARestart() {
        var only = "2,0,3600000000,-;" + PANIC + "one\n";
        publisher.hold();
        try (var kmsg = start(new ScriptedDevice(List.of(only)))) {
            awaitCounts(kmsg, new KmsgCounts(1, 0, 0));
        }
        try (var kmsg = start(new ScriptedDevice(List.of(only)))) {
            awaitCounts(kmsg, new KmsgCounts(1, 0, 0));
        }
        assertThat(titles()).containsExactly("one", "one");
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
    void anotherBootsPositionMeansNothing() throws Exception {
        Files.writeString(state.resolve("position"), "boot-0 500\n");
        var device = new ScriptedDevice(List.of("2,0,3600000000,-;" + PANIC + "one\n"));
        try (var kmsg = start(device)) {
            awaitCounts(kmsg, new KmsgCounts(1, 0, 0));
        }
        assertThat(titles()).containsExactly("one");
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
        assertThat(titles()).containsExactly("joined");
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
        assertThat(publisher.events(KernelEvent.class).getFirst().getHeldForMs()).isZero();
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
        var device =
                new ScriptedDevice(
                        List.of(
                                ScriptedDevice.OVERRUN,
                                ScriptedDevice.OVERRUN,
                                ScriptedDevice.OVERRUN,
                                ScriptedDevice.OVERRUN));
        var attempts = new java.util.concurrent.atomic.AtomicInteger();
        KmsgCollector.Device twice =
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

    private KmsgCollector start(KmsgCollector.Device device) {
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

    private List<String> titles() {
        return publisher.events(KernelEvent.class).stream().map(KernelEvent::getTitle).toList();
    }
}
