package dev.inquest.standalone.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.inquest.schemas.TimeSource;
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
        var disturbed = run("disturbed.", true);

        assertThat(shared(disturbed)).isEqualTo(shared(calm));
    }

    /// Plays the outbreak to its end.
    private Topics run(String prefix, boolean killed) throws Exception {
        var topics = broker.make(new Topics(prefix, TimeSource.STORY), PARTITIONS);
        try (var outbreak =
                        new Outbreak(
                                broker.bootstrapServers(), broker.registry(), topics, PARTITIONS);
                var first = detector(topics, 1);
                var second = detector(topics, 2)) {
            begin(outbreak, topics);
            outbreak.playUntil(Outbreak.BUSY);
            if (killed) {
                first.kill();
            }
            play(outbreak, topics, Outbreak.LENGTH);
            assertThat(second.isAlive()).isTrue();
            awaitVerdict(topics);
            return topics;
        }
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

    /// What the fleet application makes of it in the end: it is behind the detection of nodes.
    private void awaitVerdict(Topics topics) {
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

    /// Of each cohort its pattern, and what its nodes share, by id.
    private Map<String, List<String>> shared(Topics topics) {
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
