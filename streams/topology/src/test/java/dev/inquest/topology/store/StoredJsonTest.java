package dev.inquest.topology.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inquest.crash.CrashReader;
import dev.inquest.crash.KernelSignal;
import dev.inquest.detection.event.Event;
import dev.inquest.detection.event.Goodbye;
import dev.inquest.detection.event.NodeId;
import dev.inquest.detection.event.Origin;
import dev.inquest.detection.fleet.CohortCase;
import dev.inquest.detection.fleet.FleetStage;
import dev.inquest.detection.fleet.Ledger;
import dev.inquest.detection.fleet.Seat;
import dev.inquest.detection.fleet.Tried;
import dev.inquest.detection.forecast.CrashDumpGuide;
import dev.inquest.detection.known.Advisories;
import dev.inquest.detection.known.KnownIssues;
import dev.inquest.detection.node.Node;
import dev.inquest.detection.node.StateName;
import dev.inquest.detection.node.Timing;
import dev.inquest.detection.pattern.NodePattern;
import dev.inquest.detection.pattern.NodePatterns;
import dev.inquest.detection.watch.NodeStage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;

class StoredJsonTest {

    private static final Instant AT = Instant.parse("2024-06-17T02:00:00.123Z");
    private static final NodeId NODE = new NodeId("prod", "n1");

    private final List<NodePattern<?>> patterns =
            NodePatterns.all(KnownIssues.NONE, Advisories.NONE, CrashDumpGuide.NONE);
    private final NodeStage stage = new NodeStage(Timing.DEFAULT, patterns);
    private final StoredJson json = new StoredJson(patterns);

    private Node node = Node.unknown(NODE, AT);

    @Test
    void aNodeWithAllThatItRemembersComesBackAsItWas() {
        liveAndDie();
        var stored = new StoredNode(node, Map.of("kernel", 7L));

        assertThat(roundTrip(stored, StoredNode.class)).isEqualTo(stored);
    }

    @Test
    void aFindingComesBackAsItWas() {
        liveAndDie();
        var fleet = new FleetStage(new Ledger(patterns));
        node.journal().recent().forEach(fleet::apply);

        assertThat(fleet.findings()).hasSize(3);
        for (var finding : fleet.findings()) {
            var entry = FleetEntry.of(finding);
            assertThat(roundTrip(entry, FleetEntry.class)).isEqualTo(entry);
        }
    }

    @Test
    void whatWasTriedAndACaseComeBackAsTheyWere() {
        var hours = Map.of("5.15.0-112-generic", List.of(1.5f, 0f, 640.25f));
        var tried = FleetEntry.of(new Tried("prod", "kernel_release", AT, AT, hours));
        assertThat(roundTrip(tried, FleetEntry.class)).isEqualTo(tried);

        var stored = FleetEntry.of(new CohortCase("hung-cohort-1", NODE, "AAEC"));
        assertThat(roundTrip(stored, FleetEntry.class)).isEqualTo(stored);
    }

    @Test
    void aPlaceStoredBeforeInventoriesWereToldIsRead() {
        var bytes =
                """
                {"seat":{"node":{"cluster":"prod","name":"n1"},"state":"LIVE","number":3,"attributes":{}}}
                """
                        .getBytes(StandardCharsets.UTF_8);

        var entry = json.serde(FleetEntry.class).deserializer().deserialize("t", bytes);

        assertThat(entry)
                .isEqualTo(
                        FleetEntry.of(
                                new Seat(
                                        NODE,
                                        StateName.LIVE,
                                        3,
                                        Map.of(),
                                        Optional.empty(),
                                        Optional.empty())));
    }

    @Test
    void theMemoryOfAPatternThatIsNoMoreIsDroppedAndTheNodeIsKept() {
        liveAndDie();
        var bytes =
                json.serde(StoredNode.class)
                        .serializer()
                        .serialize("t", new StoredNode(node, Map.of()));

        var fewer = new StoredJson(patterns.subList(0, 1)).serde(StoredNode.class);
        var read = fewer.deserializer().deserialize("t", bytes).node();

        assertThat(read.state()).isEqualTo(node.state());
        assertThat(read.cases().memories()).containsOnlyKeys(patterns.getFirst().id());
    }

    @Test
    void bytesOfAnotherKindAreRefused() {
        var bytes = "[]".getBytes(StandardCharsets.UTF_8);
        var deserializer = json.serde(StoredNode.class).deserializer();

        assertThatThrownBy(() -> deserializer.deserialize("t", bytes))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("StoredNode");
    }

    private void liveAndDie() {
        learn(new Event.Facts(NODE, AT, Origin.ABSENCE, "agent", Map.of("crashkernel", "80M")));
        learn(
                new Event.Heartbeat(
                        NODE,
                        AT,
                        Origin.ABSENCE,
                        "b1",
                        Duration.ofDays(1),
                        Goodbye.NONE,
                        Optional.empty(),
                        true,
                        List.of()));
        console(
                "[   10.0] Kernel panic - not syncing: sysrq triggered crash",
                "[    0.000000] Linux version 6.1.0-56-amd64 (debian-kernel@lists.debian.org) #1",
                "[    0.000000] Command line: console=ttyS0 reset_devices elfcorehdr=1031540K",
                "[    1.075170] Kernel panic - not syncing: System is deadlocked on memory",
                "[    1.077113] ---[ end Kernel panic - not syncing: System is deadlocked on"
                        + " memory ]---");
    }

    private void console(String... lines) {
        var reader = new CrashReader("prod/n1");
        for (var line : lines) {
            reader.line(AT, line, signal -> learn(kernel(signal)));
        }
        reader.end(signal -> learn(kernel(signal)));
    }

    private static Event kernel(KernelSignal signal) {
        return new Event.Kernel(
                NODE,
                AT,
                new Origin("kernel", 3, 42),
                "console",
                signal,
                Optional.of("b1"),
                Duration.ZERO,
                Optional.empty(),
                Optional.empty());
    }

    private void learn(Event event) {
        node = stage.learn(node, event).node();
    }

    private <T> T roundTrip(T value, Class<T> type) {
        var serde = json.serde(type);
        return serde.deserializer().deserialize("t", serde.serializer().serialize("t", value));
    }
}
