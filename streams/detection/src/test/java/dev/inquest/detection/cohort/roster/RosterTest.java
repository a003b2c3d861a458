package dev.inquest.detection.cohort.roster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.inquest.detection.cohort.item.Item;
import dev.inquest.detection.cohort.matched.MatchedSet;
import dev.inquest.detection.cohort.matched.MatchedSetCodec;
import dev.inquest.detection.cohort.matched.Onset;
import dev.inquest.detection.event.NodeId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RosterTest {

    private static final Instant START = Instant.parse("2026-01-05T08:00:00Z");
    private static final Item OLD = new Item("kernel", "old");
    private static final Item NEW = new Item("kernel", "new");

    private final Roster roster = new Roster();
    private long number;

    private static NodeId node(int i) {
        return new NodeId("prod", "n" + i);
    }

    private static Instant at(int minutes) {
        return START.plus(Duration.ofMinutes(minutes));
    }

    private boolean tell(int node, int minutes, Health health, Item... items) {
        var facts = items.length == 0 ? Optional.<List<Item>>empty() : Optional.of(List.of(items));
        return roster.update(new Entry(node(node), ++number, at(minutes), health, facts));
    }

    private void fill(int nodes) {
        for (int i = 0; i < nodes; i++) {
            tell(i, 0, Health.AT_RISK, i % 10 == 0 ? OLD : NEW);
        }
    }

    private MatchedSet draw(int node, int minutes) {
        var onset = new Onset("hung", node(node), at(minutes), true);
        return roster.draw(onset, Optional.empty(), _ -> false);
    }

    private static int controlsWith(MatchedSet set, Item item) {
        int index = set.indexOf(item);
        return index < 0 ? 0 : set.controlsWith(index);
    }

    @Test
    void theCaseIsFrozenAndItsControlsAreDrawnFromThoseAtRisk() {
        fill(2_000);
        tell(0, 5, Health.FAILING);

        var set = draw(0, 5);

        assertThat(set.controls()).isEqualTo(MatchedSet.MAX_CONTROLS);
        assertThat(set.caseItems()).containsExactly(OLD);
        assertThat(controlsWith(set, OLD)).isBetween(10, 45);
        assertThat(controlsWith(set, OLD) + controlsWith(set, NEW)).isEqualTo(set.controls());
    }

    @Test
    void theSameCaseDrawsTheSameControls() {
        fill(2_000);

        assertThat(MatchedSetCodec.write(draw(0, 5))).isEqualTo(MatchedSetCodec.write(draw(0, 5)));
        assertThat(MatchedSetCodec.write(draw(0, 5)))
                .isNotEqualTo(MatchedSetCodec.write(draw(0, 6)));
    }

    @Test
    void controlsAreAsTheyWereAtTheOnset() {
        fill(2_000);
        for (int i = 0; i < 2_000; i++) {
            tell(i, 10, Health.AT_RISK, NEW);
        }

        assertThat(controlsWith(draw(0, 9), OLD)).isBetween(10, 45);
        assertThat(draw(0, 9).caseItems()).containsExactly(OLD);
        assertThat(controlsWith(draw(0, 10), OLD)).isZero();
    }

    @Test
    void whoWasAwayFailingOrNotYetThereIsNoControl() {
        fill(100);
        IntStream.range(0, 40).forEach(i -> tell(i, 10, Health.AWAY));
        IntStream.range(40, 50).forEach(i -> tell(i, 10, Health.FAILING));
        IntStream.range(100, 120).forEach(i -> tell(i, 10, Health.AT_RISK, NEW));

        assertThat(draw(99, 9).controls()).isEqualTo(99);
        assertThat(draw(99, 10).controls()).isEqualTo(69);
    }

    @Test
    void theRosterForgetsThePastAfterAnHour() {
        fill(10);
        tell(1, 10, Health.AT_RISK, NEW, new Item("zone", "a"));
        roster.advance(at(71));
        tell(0, 71, Health.FAILING);

        var set = draw(0, 5);

        assertThat(controlsWith(set, new Item("zone", "a"))).isEqualTo(1);
    }

    @Test
    void anEmptyRosterDrawsNobody() {
        var set = draw(0, 0);

        assertThat(set.controls()).isZero();
        assertThat(set.size()).isZero();
    }

    @Test
    void aSmallFleetIsDrawnWhole() {
        fill(21);
        tell(0, 5, Health.FAILING);

        var set = draw(0, 5);

        assertThat(set.controls()).isEqualTo(20);
        assertThat(controlsWith(set, OLD)).isEqualTo(2);
    }

    @Test
    void aFleetThatMostlyLiesDownIsDrawnWholeToo() {
        fill(5_000);
        IntStream.range(0, 4_990).forEach(i -> tell(i, 5, Health.AWAY));

        assertThat(draw(0, 5).controls()).isEqualTo(10);
    }

    @Test
    void onlyNodesThatRunTheWorkloadAreExposed() {
        fill(2_000);
        IntStream.range(0, 2_000)
                .filter(i -> i % 10 == 0)
                .forEach(i -> roster.runs(node(i), "shop/cart", true));

        var onset = new Onset("crashloop|shop/cart", node(0), at(5), true);
        var set = roster.draw(onset, Optional.of("shop/cart"), _ -> false);

        assertThat(set.controls()).isEqualTo(199);
        assertThat(controlsWith(set, OLD)).isEqualTo(199);
    }

    @Test
    void casesOfTheCohortAreExcluded() {
        fill(20);
        var onset = new Onset("hung", node(0), at(5), true);

        var set = roster.draw(onset, Optional.empty(), node(1)::equals);

        assertThat(set.controls()).isEqualTo(18);
    }

    @Test
    void aChangeThatWasSeenIsIgnored() {
        fill(1);
        assertThat(tell(0, 1, Health.FAILING)).isTrue();
        number--;

        assertThat(tell(0, 2, Health.AT_RISK)).isFalse();
        assertThat(roster.atRisk()).isZero();
    }

    @Test
    void countsAndNodeHoursFollowChanges() {
        fill(20);
        tell(0, 60, Health.FAILING);
        tell(10, 60, Health.AT_RISK, NEW);

        var old = roster.tally(OLD).orElseThrow();
        var fresh = roster.tally(NEW).orElseThrow();

        assertThat(old.carriers()).isEqualTo(1);
        assertThat(old.atRisk()).isZero();
        assertThat(old.hours(START, at(120))).isCloseTo(2, within(.01));
        assertThat(fresh.hours(START, at(120))).isCloseTo(18 + 19, within(.01));
        assertThat(roster.atRisk()).isEqualTo(19);
    }

    @Test
    void aForgottenNodeLeavesNothingBehind() {
        fill(100);
        IntStream.range(0, 100).filter(i -> i % 3 != 0).forEach(i -> roster.forget(node(i), at(1)));
        fill(50);

        assertThat(roster.size()).isEqualTo(34 + 33);
        assertThat(roster.atRisk()).isEqualTo(34 + 33);
        assertThat(roster.tallies("kernel").stream().mapToInt(one -> one.carriers()).sum())
                .isEqualTo(34 + 33);
    }

    @Test
    void whoCarriesTheCauseAndHasNotFailedIsCountedAndNamed() {
        fill(100);
        tell(0, 5, Health.FAILING);

        var count = roster.count(List.of(OLD), 3);

        assertThat(count.with()).isEqualTo(9);
        assertThat(count.without()).isEqualTo(90);
        assertThat(count.sample()).containsExactly(node(10), node(20), node(30));
        assertThat(roster.count(List.of(OLD, NEW), 3).with()).isZero();
        assertThat(roster.count(List.of(new Item("no", "such")), 3).with()).isZero();
    }

    @Test
    void anAttributeThatTellsNodesApartIsNoItemOfASet() {
        for (int i = 0; i < 300; i++) {
            tell(i, 0, Health.AT_RISK, NEW, new Item("host", "n" + i));
        }

        var set = draw(0, 5);

        assertThat(set.caseItems()).containsExactly(NEW);
    }

    @Test
    void aNodeThatChangesAllTheTimeIsBounded() {
        fill(300);
        for (int i = 0; i < History.MAX_STATES + 1_000; i++) {
            tell(1, 1 + i / 10_000, i % 2 == 0 ? Health.AWAY : Health.AT_RISK);
        }

        assertThat(draw(0, 0).controls()).isEqualTo(256);
    }
}
