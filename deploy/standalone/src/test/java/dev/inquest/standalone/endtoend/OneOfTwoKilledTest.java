package dev.inquest.standalone.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.inquest.schemas.Topics;
import dev.inquest.schemas.wire.Commonality;
import dev.inquest.schemas.wire.Finding;
import dev.inquest.standalone.broker.RealBroker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two instances of each application share eight partitions; one is killed with -9 while nodes
/// crash. What the failing nodes share, and how sure that is, must come out as if nobody had died.
class OneOfTwoKilledTest {

    private static final int PARTITIONS = 8;
    private static final Duration STEP = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofMinutes(3);

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
    void idsItemsetsAndTiersAreThoseOfAnUndisturbedRun() throws Exception {
        var calm = run("calm.", false);
        awaitConfirmed(calm);

        var disturbed = run("disturbed.", true);

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(shared(disturbed)).isEqualTo(shared(calm)));
    }

    private void awaitConfirmed(Topics topics) {
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(shared(topics).values())
                                .containsExactlyInAnyOrder(
                                        List.of("hung-cohort", "kernel_release=91 CONFIRMED"),
                                        List.of(
                                                "kernel-crash-cohort",
                                                "kernel_release=91 CONFIRMED"),
                                        List.of(
                                                "crashloop-cohort",
                                                "iface=legacy-mesh0 CONFIRMED")));
    }

    /// The first half, step by step: a cohort's id holds when its first case was, so whichever
    /// partition is read first, that case must be the first to arrive.
    private void begin(Outbreak outbreak, Topics topics) {
        for (var until = STEP; until.compareTo(Outbreak.HALF) < 0; until = until.plus(STEP)) {
            play(outbreak, topics, until);
        }
        play(outbreak, topics, Outbreak.HALF);
    }

    /// Plays on, and waits until detection has seen all of it and told what it makes of it.
    private void play(Outbreak outbreak, Topics topics, Duration until) {
        outbreak.playUntil(until);
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(hearing(topics).clocks())
                                .hasSize(PARTITIONS)
                                .allSatisfy(
                                        (_, at) -> assertThat(at).isEqualTo(outbreak.lastTick())));
    }

    /// Of each cohort its pattern, and what its nodes share, by id; the fleet application is given
    /// the time to tell it.
    private Map<String, List<String>> shared(Topics topics) {
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(hearing(topics).findings().values())
                                .filteredOn(finding -> finding.getCommonality() != null)
                                .allSatisfy(finding ->
                                        assertThat(finding.getScope().getNodeCount())
                                                .isEqualTo(5)));
        var shared = new TreeMap<String, List<String>>();
        hearing(topics)
                .findings()
                .forEach((id, finding) ->
                        said(finding)
                                .ifPresent(said ->
                                        shared.put(id, List.of(finding.getPattern(), said))));
        return shared;
    }

    private static Optional<String> said(Finding finding) {
        return Optional.ofNullable(finding.getCommonality())
                .map(Commonality::getFactors)
                .map(factors ->
                        String.join(
                                "; ",
                                factors.stream()
                                        .map(factor ->
                                                String.join(" with ", factor.getItems())
                                                        + " "
                                                        + factor.getTier())
                                        .toList()));
    }

    private DetectorProcess detector(Topics topics, int instance) {
        return DetectorProcess.start(
                broker.bootstrapServers(),
                broker.registryUrl(),
                topics.prefix(),
                directory.resolve("state-" + topics.prefix() + instance));
    }

    private Hearing hearing(Topics topics) {
        return new Hearing(broker.bootstrapServers(), broker.registry(), topics);
    }
}
