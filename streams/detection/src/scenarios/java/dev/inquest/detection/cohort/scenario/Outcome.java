package dev.inquest.detection.cohort.scenario;

import dev.inquest.detection.cohort.Cause;
import dev.inquest.detection.cohort.Commonality;
import dev.inquest.detection.cohort.Tier;
import dev.inquest.detection.cohort.item.Item;
import java.util.List;
import java.util.OptionalInt;

/// One run of a scenario, and how what was said compares with what was planted.
public record Outcome(List<List<Item>> truth, Stage stage) {

    /// What was confirmed after the last failure.
    public List<Cause> confirmed() {
        return confirmed(stage.answers().getLast());
    }

    private static List<Cause> confirmed(Commonality answer) {
        return answer.causes().stream().filter(cause -> cause.tier() == Tier.CONFIRMED).toList();
    }

    /// Whether anything was confirmed within the first failures.
    public boolean everAny(int failures) {
        return stage.answers().stream().limit(failures).anyMatch(one -> !confirmed(one).isEmpty());
    }

    /// Whether an item was ever confirmed, alone or in company.
    public boolean everBlamed(Item item) {
        return stage.answers().stream()
                .flatMap(answer -> confirmed(answer).stream())
                .anyMatch(cause -> cause.mentions(item));
    }

    /// Planted causes that were named exactly at the end.
    public int hits() {
        return (int) truth.stream().filter(one -> isNamed(one, confirmed())).count();
    }

    /// Whether the planted causes were named, and nothing else.
    public boolean isExact() {
        return hits() == truth.size() && confirmed().size() == truth.size();
    }

    /// How many failures it took until all planted causes were named.
    public OptionalInt failuresToDetect() {
        for (int i = 0; i < stage.answers().size(); i++) {
            var said = confirmed(stage.answers().get(i));
            if (!truth.isEmpty() && truth.stream().allMatch(one -> isNamed(one, said))) {
                return OptionalInt.of(i + 1);
            }
        }
        return OptionalInt.empty();
    }

    /// A cause is named by its items, or by ones that the answer says cannot be told from them.
    private static boolean isNamed(List<Item> truth, List<Cause> said) {
        return said.stream()
                .anyMatch(cause ->
                        cause.items().size() == truth.size()
                                && cause.items().stream()
                                        .allMatch(one ->
                                                truth.stream()
                                                        .anyMatch(item ->
                                                                standsFor(cause, one, item))));
    }

    private static boolean standsFor(Cause cause, Item one, Item truth) {
        return one.equals(truth)
                || cause.equivalents().stream()
                        .anyMatch(companion ->
                                companion.of().equals(one) && companion.item().equals(truth));
    }

    /// Items per cause that was named, companions included: what an answer of "everything" would
    /// swell.
    public double classSize() {
        return confirmed().stream()
                .mapToInt(cause -> cause.items().size() + cause.equivalents().size())
                .average()
                .orElse(0);
    }

    /// What the engine was sure of after so many failures.
    public Tier tierAfter(int failures) {
        return stage.answers().get(failures - 1).tier();
    }
}
