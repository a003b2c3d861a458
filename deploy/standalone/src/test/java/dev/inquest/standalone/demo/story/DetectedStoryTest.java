package dev.inquest.standalone.demo.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inquest.schemas.TimeSource;
import dev.inquest.schemas.Topics;
import dev.inquest.schemas.wire.Finding;
import dev.inquest.schemas.wire.Tier;
import dev.inquest.standalone.demo.fleet.Kernel;
import dev.inquest.standalone.demo.story.Happening.Published;
import dev.inquest.standalone.demo.summary.NotPaged;
import dev.inquest.topology.ReplayRun;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Plays the story through detection without a broker and without its consoles.
final class DetectedStoryTest {

    private static final Instant START = Instant.parse("2026-11-23T10:00:00Z");

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void detectionTellsTheDeadFromTheAbsent(long seed) {
        var story = FoundingIncident.told(seed);
        var run = play(story);

        assertThat(nodesOf("hung-node", run.findings()))
                .containsExactlyInAnyOrderElementsOf(keys(story, Hang.class));
        assertThat(nodesOf("phantom-interface-crashloop", run.findings()))
                .containsExactlyInAnyOrderElementsOf(keys(story, CiliumCrashLoop.class));
        var notPaged = new NotPaged();
        run.changes().forEach(notPaged::add);
        assertThat(notPaged.summary())
                .isEqualTo(
                        "83 planned reboots, 3 drains and scale-downs, 2 spot reclaims, 1 pause,"
                                + " 1 agent away while its node lived");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void onlyTheIncidentPages(long seed) {
        assertThat(play(FoundingIncident.told(seed)).findings())
                .filteredOn(Finding::getPages)
                .extracting(Finding::getPattern)
                .isSubsetOf("hung-cohort", "phantom-interface-crashloop", "crashloop-cohort");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void theKernelIsNamedWithTheRemedyThatTheFleetHasTried(long seed) {
        var incident = cohort(FoundingIncident.told(seed));

        assertThat(incident.getTitle()).contains("kernel_release=" + Kernel.BAD.release());
        assertThat(incident.getCommonality().getFactors())
                .singleElement()
                .satisfies(factor -> {
                    assertThat(factor.getTier()).isEqualTo(Tier.CONFIRMED);
                    assertThat(factor.getFailingWith()).isEqualTo(6);
                    assertThat(factor.getFailingWithout()).isZero();
                });
        assertThat(incident.getRemedies().getFirst().getText())
                .startsWith("Move to kernel_release=" + Kernel.FIXED.release());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void nodesThatHangAtRandomAreSaidToShareNothing(long seed) {
        var incident = cohort(FoundingIncident.withoutCause(seed));

        assertThat(incident.getTitle()).endsWith("no common factor yet");
        assertThat(incident.getCommonality().getFactors()).isEmpty();
    }

    private static Finding cohort(Story story) {
        return play(story).findings().stream()
                .filter(finding -> finding.getPattern().equals("hung-cohort"))
                .findFirst()
                .orElseThrow();
    }

    private static ReplayRun play(Story story) {
        var topics = new Topics(Topics.DEFAULT_PREFIX, TimeSource.STORY);
        var run = new ReplayRun();
        for (var happening :
                Simulation.of(story, topics, START).between(Duration.ofMillis(-1), story.end())) {
            if (happening instanceof Published<?> record) {
                run.apply(
                        record.topic().shortName(),
                        record.key(),
                        START.plus(record.at()),
                        record.value());
            }
        }
        return run;
    }

    private static List<String> nodesOf(String pattern, List<Finding> findings) {
        return findings.stream()
                .filter(finding -> finding.getPattern().equals(pattern))
                .flatMap(finding -> finding.getScope().getNodes().stream())
                .toList();
    }

    private static List<String> keys(Story story, Class<? extends Act> kind) {
        return story.acts().stream()
                .filter(kind::isInstance)
                .map(act -> act.node().key().toString())
                .toList();
    }
}
