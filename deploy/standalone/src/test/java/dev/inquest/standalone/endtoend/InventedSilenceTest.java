package dev.inquest.standalone.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.inquest.schemas.TimeSource;
import dev.inquest.schemas.Topics;
import dev.inquest.schemas.wire.Finding;
import dev.inquest.schemas.wire.NodeStateName;
import dev.inquest.standalone.broker.RealBroker;
import dev.inquest.topology.Detector;
import dev.inquest.topology.DetectorSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Both applications on a real broker: a silence of detection itself is nobody's, and that of a
/// zone is one finding.
class InventedSilenceTest {

    private static final int PARTITIONS = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @TempDir private Path directory;

    private RealBroker broker;
    private Topics topics;

    @BeforeEach
    void start() throws InterruptedException {
        broker = RealBroker.start(directory);
        topics = broker.make(new Topics("silence.", TimeSource.STORY), PARTITIONS);
    }

    @AfterEach
    void stop() {
        broker.close();
    }

    @Test
    void detectionThatWasStoppedForTenMinutesInventsNothingAndAZoneThatFallsSilentIsOneFinding() {
        try (var zones = new TwoZones(broadcast())) {
            try (var _ = detector()) {
                zones.live(MINUTE.multipliedBy(2), true, true);
                awaitSeen(zones);
            }
            zones.live(MINUTE.multipliedBy(10), true, false);
            try (var _ = detector()) {
                zones.live(MINUTE.multipliedBy(2), true, true);
                awaitSeen(zones);
                assertThat(heard().states()).containsOnly(NodeStateName.LIVE);
                assertThat(heard().findings()).isEmpty();

                zones.live(MINUTE.multipliedBy(12), false, true);
                awaitSeen(zones);
            }
        }

        var findings = heard().findings().values();
        assertThat(findings).extracting(Finding::getPattern).containsExactly("zone-silent");
        var told = findings.iterator().next();
        assertThat(told.getScope().getNodeCount()).isEqualTo(TwoZones.IN_EACH);
        assertThat(told.getScope().getZones()).isEqualTo(Map.of("a", TwoZones.IN_EACH));
        assertThat(told.getPages()).isTrue();
        assertThat(heard().states()).contains(NodeStateName.SILENT, NodeStateName.HUNG);
    }

    private Broadcast broadcast() {
        return new Broadcast(broker.bootstrapServers(), broker.registry(), topics, PARTITIONS);
    }

    private Detector detector() {
        var settings =
                new DetectorSettings(
                        broker.bootstrapServers(), directory.resolve("streams"), false, Map.of());
        return Detector.start(settings, topics, broker.registry());
    }

    /// Waits until detection has seen all that was published.
    private void awaitSeen(TwoZones zones) {
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(heard().clocks())
                                .hasSize(PARTITIONS)
                                .allSatisfy((_, at) -> assertThat(at).isEqualTo(zones.last())));
    }

    private Hearing heard() {
        return new Hearing(broker.bootstrapServers(), broker.registry(), topics);
    }
}
