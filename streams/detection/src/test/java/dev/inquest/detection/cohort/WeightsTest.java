package dev.inquest.detection.cohort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.inquest.detection.cohort.item.Item;
import dev.inquest.detection.cohort.matched.MatchedSet;
import dev.inquest.detection.cohort.scenario.Scenarios;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WeightsTest {

    private static final List<MatchedSet> SETS =
            Scenarios.nothing(2_000, 12, 30).play(5).stage().sets();

    private static Weights learnt(Map<String, Double> configured) {
        var weights = new Weights(configured);
        SETS.forEach(weights::learn);
        return weights;
    }

    private static Set<Item> items() {
        var items = new HashSet<Item>();
        for (var set : SETS) {
            for (int i = 0; i < set.size(); i++) {
                items.add(set.item(i));
            }
        }
        return items;
    }

    @Test
    void allSharesTogetherNeverExceedOne() {
        var weights = learnt(Map.of());

        assertThat(items().stream().mapToDouble(weights::of).sum()).isBetween(.6, 1.0);
        assertThat(items()).allMatch(item -> weights.of(item) > 0);
    }

    @Test
    void valuesOfTheFirstSetShareEqually() {
        var weights = learnt(Map.of());

        assertThat(weights.of(new Item("cni", "c0")))
                .isEqualTo(weights.of(new Item("cni", "c2")))
                .isCloseTo(.95 / 12 / 4, within(1e-12));
    }

    @Test
    void aTrustedAttributeGetsMore() {
        var weights = learnt(Map.of("cni", 11.0));

        assertThat(weights.of(new Item("cni", "c0"))).isCloseTo(.95 / 2 / 4, within(1e-12));
        assertThat(items().stream().mapToDouble(weights::of).sum()).isLessThanOrEqualTo(1.0);
    }

    @Test
    void whatWasNeverSeenHasNoShare() {
        assertThat(learnt(Map.of()).of(new Item("cni", "unheard-of"))).isZero();
    }
}
