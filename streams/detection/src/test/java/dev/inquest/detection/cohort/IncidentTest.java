package dev.inquest.detection.cohort;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inquest.detection.cohort.matched.MatchedSet;
import dev.inquest.detection.cohort.matched.MatchedSetCodec;
import dev.inquest.detection.cohort.matched.Onset;
import dev.inquest.detection.cohort.roster.Roster;
import dev.inquest.detection.cohort.scenario.Fleet;
import dev.inquest.detection.cohort.scenario.Scenario;
import dev.inquest.detection.cohort.scenario.Scenarios;
import dev.inquest.detection.event.NodeId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IncidentTest {

    private static final Instant NOW = Instant.parse("2026-01-05T12:00:00Z");

    private static List<MatchedSet> sets(Scenario scenario) {
        return scenario.play(11).stage().sets();
    }

    private static Incident incident(List<MatchedSet> sets) {
        var incident = new Incident(Rules.DEFAULT);
        sets.forEach(incident::add);
        return incident;
    }

    private static Commonality answer(List<MatchedSet> sets) {
        return incident(sets).evaluate(NOW);
    }

    @Test
    void withoutCasesThereIsNoCommonFactor() {
        var answer = answer(List.of());

        assertThat(answer.isNone()).isTrue();
        assertThat(Wording.of(answer)).isEqualTo("no common factor among 0 failing nodes");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void theOrderOfArrivalDoesNotMatter(long shuffle) {
        for (var scenario :
                List.of(Scenarios.mixed(5_000, 12, 40), Scenarios.rollout(1_000, 20, 20))) {
            var sets = sets(scenario);
            var shuffled = new ArrayList<>(sets);
            Collections.shuffle(shuffled, new Random(shuffle));

            assertThat(answer(shuffled)).isEqualTo(answer(sets));
        }
    }

    @Test
    void asksInBetweenDoNotMatter() {
        var sets = sets(Scenarios.mixed(5_000, 12, 40));
        var asked = new Incident(Rules.DEFAULT);
        for (var set : sets.reversed()) {
            asked.add(set);
            asked.evaluate(NOW);
        }

        assertThat(asked.evaluate(NOW)).isEqualTo(answer(sets));
    }

    @Test
    void aCaseThatIsToldAgainCountsOnce() {
        var sets = sets(Scenarios.single(2_000, 12, 6));
        var incident = incident(sets);

        sets.forEach(set -> assertThat(incident.add(set).taken()).isFalse());

        assertThat(incident.size()).isEqualTo(6);
        assertThat(incident.evaluate(NOW)).isEqualTo(answer(sets));
    }

    @Test
    void aWithdrawnCaseLeavesNoTrace() {
        var sets = sets(Scenarios.single(2_000, 12, 12));
        var incident = incident(sets);

        sets.subList(4, 12).forEach(set -> incident.withdraw(set.onset().node()));

        assertThat(incident.evaluate(NOW)).isEqualTo(answer(sets.subList(0, 4)));
        assertThat(incident.withdraw(new NodeId("sim", "stranger"))).isFalse();
    }

    @Test
    void storedSetsGiveTheSameAnswer() {
        var sets = sets(Scenarios.mixed(5_000, 12, 40));
        var stored = sets.stream().map(MatchedSetCodec::write).map(MatchedSetCodec::read).toList();

        assertThat(answer(stored)).isEqualTo(answer(sets));
    }

    @Test
    void whatIsNotProvenIsAtMostSuspected() {
        var sets = sets(Scenarios.single(2_000, 12, 5));
        var vanished = sets.stream().map(IncidentTest::unproven).toList();

        assertThat(answer(sets).tier()).isEqualTo(Tier.CONFIRMED);
        assertThat(answer(vanished).tier()).isEqualTo(Tier.SUSPECTED);
    }

    /// The byte that says proven stands after cohort, cluster, node and time.
    private static MatchedSet unproven(MatchedSet set) {
        var onset = set.onset();
        int at =
                1
                        + 2
                        + onset.cohort().length()
                        + 2
                        + onset.node().cluster().length()
                        + 2
                        + onset.node().name().length()
                        + Long.BYTES;
        var bytes = MatchedSetCodec.write(set);
        bytes[at] = 0;
        return MatchedSetCodec.read(bytes);
    }

    @Test
    void aCauseIsOverWhenItsCarriersHaveBeenBackForLongEnough() {
        var sets = sets(Scenarios.single(2_000, 12, 5));
        var incident = incident(sets);
        sets.subList(1, 5).forEach(set -> incident.recover(set.onset().node(), NOW));
        var later = NOW.plus(Rules.DEFAULT.retireAfter());

        assertThat(incident.evaluate(later).tier()).isEqualTo(Tier.CONFIRMED);
        incident.recover(sets.getFirst().onset().node(), NOW);
        assertThat(incident.evaluate(later.minusMillis(1)).tier()).isEqualTo(Tier.CONFIRMED);
        assertThat(incident.isOver(later.minusMillis(1))).isFalse();
        assertThat(incident.evaluate(later).isNone()).isTrue();
        assertThat(Wording.of(incident.evaluate(later))).startsWith("OVER: kernel=k3");
        assertThat(incident.isOver(later)).isTrue();
        incident.add(sets.getFirst());
        assertThat(incident.evaluate(later).tier()).isEqualTo(Tier.CONFIRMED);
    }

    @Test
    void aLargeIncidentKeepsARandomPartAndSaysSo() {
        var sets = sets(Scenarios.mixed(40_000, 12, 700));
        var reversed = answer(sets.reversed());
        var answer = answer(sets);

        assertThat(answer.failing()).isEqualTo(700);
        assertThat(answer.examined()).isEqualTo(512);
        assertThat(Wording.of(answer)).endsWith("from 512 of 700 failing nodes, drawn at random");
        assertThat(answer.causes()).hasSize(2);
        assertThat(reversed.causes().stream().map(Cause::items).toList())
                .isEqualTo(answer.causes().stream().map(Cause::items).toList());
        assertThat(incident(sets).bytes()).isLessThan(32_000_000);
    }

    @Test
    void everyNumberExplainsItself() {
        var cause = answer(sets(Scenarios.single(2_000, 12, 5))).causes().getFirst();

        assertThat(cause.items()).containsExactly(Fleet.KERNEL);
        assertThat(cause.failingWith()).isEqualTo(5);
        assertThat(cause.failingWithout()).isZero();
        assertThat(cause.controlsWith() + cause.controlsWithout()).isEqualTo(5 * 256);
        assertThat(cause.expected()).isBetween(.2, .7);
        assertThat(cause.ratio().isOneSided()).isTrue();
        assertThat(cause.ratio().lower()).isBetween(8.0, 25.0);
        assertThat(cause.corrected()).isLessThan(.0125);
        assertThat(Wording.of(cause))
                .startsWith("CONFIRMED: kernel=k3; 5 of 5 failing nodes carry it, 0.")
                .contains("; at least ")
                .contains(" times the risk; corrected p = 0.00");
    }

    @Test
    void anIncidentOfNodesThatNobodyKnowsSaysNothing() {
        var roster = new Roster();
        var incident = new Incident(Rules.DEFAULT);
        for (int i = 0; i < 5; i++) {
            var node = new NodeId("sim", "n" + i);
            var onset = new Onset("hung", node, NOW.plus(Duration.ofMinutes(i)), true);
            incident.add(roster.draw(onset, Optional.empty(), incident::hasCase));
        }

        assertThat(incident.evaluate(NOW).isNone()).isTrue();
    }
}
