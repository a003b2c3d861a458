package dev.inquest.detection.cohort.remedy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.inquest.detection.cohort.Incident;
import dev.inquest.detection.cohort.Rules;
import dev.inquest.detection.cohort.item.Item;
import dev.inquest.detection.cohort.matched.Onset;
import dev.inquest.detection.cohort.roster.Entry;
import dev.inquest.detection.cohort.roster.Health;
import dev.inquest.detection.cohort.roster.Roster;
import dev.inquest.detection.event.NodeId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AlternativesTest {

    private static final Instant START = Instant.parse("2026-01-05T08:00:00Z");
    private static final Item GUILTY = new Item("kernel", "91");
    private static final Item FIXED = new Item("kernel", "112");
    private static final Item OTHER = new Item("kernel", "105");

    private final Roster roster = new Roster();
    private final Incident incident = new Incident(Rules.DEFAULT);
    private int nodes;

    private void add(int count, Item kernel) {
        for (int i = 0; i < count; i++) {
            tell(nodes++, 1, START, Health.AT_RISK, Optional.of(List.of(kernel)));
        }
    }

    private void tell(
            int node, long number, Instant at, Health health, Optional<List<Item>> items) {
        roster.update(new Entry(new NodeId("prod", "n" + node), number, at, health, items));
    }

    private void fail(int node, Duration after) {
        var at = START.plus(after);
        tell(node, 2, at, Health.FAILING, Optional.empty());
        var onset = new Onset("hung", new NodeId("prod", "n" + node), at, true);
        incident.add(roster.draw(onset, Optional.empty(), incident::hasCase));
    }

    private Advice advice(Duration after) {
        return new Alternatives(roster, incident, START, START.plus(after)).to(GUILTY);
    }

    /// 100 guilty nodes of which 5 fail after about ten hours: some 0.005 failures per node-hour.
    private void fiveOfHundredFail() {
        add(100, GUILTY);
        for (int i = 0; i < 5; i++) {
            fail(i, Duration.ofHours(10).plusMinutes(i));
        }
    }

    @Test
    void theValueThatWasTriedLongEnoughAndDidNotFailIsRecommended() {
        add(640, FIXED);
        nodes = 1_000;
        fiveOfHundredFailFrom(1_000);

        var advice = advice(Duration.ofHours(14));

        assertThat(advice).isInstanceOf(Advice.MoveTo.class);
        var better = ((Advice.MoveTo) advice).better();
        assertThat(better.item()).isEqualTo(FIXED);
        assertThat(better.nodes()).isEqualTo(640);
        assertThat(better.failures()).isZero();
        assertThat(better.hours()).isCloseTo(640 * 14, within(1.0));
        assertThat(advice.guilty().failures()).isEqualTo(5);
    }

    private void fiveOfHundredFailFrom(int first) {
        add(100, GUILTY);
        for (int i = first; i < first + 5; i++) {
            fail(i, Duration.ofHours(10).plusMinutes(i - first));
        }
    }

    @Test
    void withTooFewNodeHoursItIsTooEarlyToSay() {
        fiveOfHundredFail();
        add(20, FIXED);

        var advice = advice(Duration.ofHours(14));

        assertThat(advice).isInstanceOf(Advice.TooEarly.class);
        assertThat(((Advice.TooEarly) advice).nearest().orElseThrow().item()).isEqualTo(FIXED);
    }

    @Test
    void exactlyThreeExpectedFailuresAreEnough() {
        fiveOfHundredFail();
        add(45, FIXED);
        double rate = advice(Duration.ofHours(14)).guilty().rate();

        assertThat(rate * 45 * 14).isGreaterThan(Alternatives.ENOUGH - 1);
        assertThat(advice(Duration.ofHours(14)) instanceof Advice.MoveTo)
                .isEqualTo(rate * 45 * 14 >= Alternatives.ENOUGH);
    }

    @Test
    void aValueThatFailsAsOftenIsNoWayOut() {
        fiveOfHundredFail();
        add(200, OTHER);
        for (int i = 100; i < 110; i++) {
            fail(i, Duration.ofHours(11));
        }

        assertThat(advice(Duration.ofHours(14))).isInstanceOf(Advice.TooEarly.class);
    }

    @Test
    void withoutAnyOtherValueThereIsNothingToSay() {
        fiveOfHundredFail();

        var advice = (Advice.TooEarly) advice(Duration.ofHours(14));

        assertThat(advice.nearest()).isEmpty();
    }
}
