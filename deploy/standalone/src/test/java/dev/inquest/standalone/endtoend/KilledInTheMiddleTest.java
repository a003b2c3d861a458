package dev.inquest.standalone.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.inquest.schemas.TimeSource;
import dev.inquest.schemas.Topics;
import dev.inquest.schemas.wire.Finding;
import dev.inquest.standalone.broker.RealBroker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The whole path on a real broker and a real registry, with detection in processes of its own: one
/// run is left alone, one is killed with -9 in the middle, and both must find the same.
class KilledInTheMiddleTest {

    private static final int PARTITIONS = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir private Path directory;

    private RealBroker broker;

    @BeforeEach
    void start() {
        broker = RealBroker.start(directory);
    }

    @AfterEach
    void stop() {
        broker.close();
    }

    @Test
    void bothApplicationsAreKilledInTheMiddleAndTheFindingsAreTheSame() throws Exception {
        var disturbed = broker.make(new Topics("disturbed.", TimeSource.STORY), PARTITIONS);
        var calm = broker.make(new Topics("calm.", TimeSource.STORY), PARTITIONS);

        try (var night = night(disturbed);
                var first = detector(disturbed)) {
            play(night, disturbed, Duration.ofMinutes(4));
            night.playUntil(Duration.ofMinutes(8));
            first.kill();
            assertThat(first.isAlive()).isFalse();
            try (var _ = detector(disturbed)) {
                play(night, disturbed, Night.LENGTH);
            }
        }
        try (var night = night(calm);
                var _ = detector(calm)) {
            play(night, calm, Duration.ofMinutes(4));
            play(night, calm, Night.LENGTH);
        }

        // What detection of nodes has told, the fleet application has yet to make of it.
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(patterns(calm)).hasSize(5));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(gist(disturbed)).isEqualTo(gist(calm)));
        assertThat(patterns(calm))
                .containsExactlyInAnyOrder(
                        "hung-cohort",
                        "hung-node",
                        "crash-dump-failed",
                        "phantom-interface",
                        "phantom-interface-crashloop");
    }

    /// Plays on, and waits until detection has seen all of it and told what it makes of it.
    private void play(Night night, Topics topics, Duration until) {
        night.playUntil(until);
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(hearing(topics).clocks())
                                .hasSize(PARTITIONS)
                                .allSatisfy((_, at) -> assertThat(at).isEqualTo(night.lastTick())));
    }

    private Night night(Topics topics) {
        return new Night(broker.bootstrapServers(), broker.registry(), topics, PARTITIONS);
    }

    private DetectorProcess detector(Topics topics) {
        return DetectorProcess.start(
                broker.bootstrapServers(),
                broker.registryUrl(),
                topics.prefix(),
                directory.resolve("state-" + topics.prefix()));
    }

    private Set<String> patterns(Topics topics) {
        return findings(topics).values().stream()
                .map(Finding::getPattern)
                .collect(Collectors.toSet());
    }

    /// What must not depend on who was killed when.
    private Map<String, List<Object>> gist(Topics topics) {
        var gist = new TreeMap<String, List<Object>>();
        findings(topics)
                .forEach((id, finding) ->
                        gist.put(
                                id,
                                List.of(
                                        finding.getStatus(),
                                        finding.getTitle(),
                                        finding.getScope(),
                                        finding.getPages(),
                                        Optional.ofNullable(finding.getParent()),
                                        finding.getFirstSeen())));
        return gist;
    }

    private Map<String, Finding> findings(Topics topics) {
        return hearing(topics).findings();
    }

    private Hearing hearing(Topics topics) {
        return new Hearing(broker.bootstrapServers(), broker.registry(), topics);
    }
}
