package dev.inquest.detection.cohort;

import dev.inquest.detection.cohort.item.Item;
import dev.inquest.detection.cohort.matched.MatchedSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Shares the allowed chance of a false alarm among all items, so that testing many does not find
/// more by chance. All shares together never exceed 1.
///
/// An item gets its share when it first appears in a matched set, Case or control alike. Who of the
/// set failed plays no part, so the share may not be blamed for the outcome. The values of the
/// first set get equal parts of what their attribute has, and all later ones together one more such
/// part, of which the `v`-th gets `6 / (pi^2 v^2)`.
final class Weights {

    /// Items first seen when so many are known get no share and cannot be named.
    static final int MAX_ITEMS = 65_536;

    private static final double FIRST_ATTRIBUTES = 0.95;

    private final Map<String, Double> configured;
    private final Map<String, Attribute> attributes = new HashMap<>();
    private final Map<Item, Double> shares = new HashMap<>();
    private int laterAttributes;

    Weights(Map<String, Double> configured) {
        this.configured = configured;
    }

    /// What one attribute has to share out.
    private static final class Attribute {
        /// What each value of the first set has, and all later ones together.
        private final double part;

        private int laterValues;

        private Attribute(double part) {
            this.part = part;
        }
    }

    /// The share of an item; 0 for one that has not been seen.
    double of(Item item) {
        return shares.getOrDefault(item, 0.0);
    }

    /// Sets must come in the order of their onset.
    void learn(MatchedSet set) {
        var fresh = new ArrayList<Item>();
        for (int i = 0; i < set.size(); i++) {
            if (!shares.containsKey(set.item(i))) {
                fresh.add(set.item(i));
            }
        }
        if (shares.size() + fresh.size() > MAX_ITEMS) {
            return;
        }
        if (attributes.isEmpty()) {
            learnFirst(fresh);
        } else {
            fresh.sort(null);
            fresh.forEach(this::learnLater);
        }
    }

    private void learnFirst(List<Item> items) {
        var values = new HashMap<String, Integer>();
        items.forEach(item -> values.merge(item.attribute(), 1, Integer::sum));
        double all = values.keySet().stream().mapToDouble(this::configured).sum();
        values.forEach((name, count) ->
                attributes.put(
                        name,
                        new Attribute(FIRST_ATTRIBUTES * configured(name) / all / (count + 1))));
        for (var item : items) {
            var attribute = attributes.get(item.attribute());
            shares.put(item, attribute == null ? 0 : attribute.part);
        }
    }

    private double configured(String attribute) {
        return configured.getOrDefault(attribute, 1.0);
    }

    private void learnLater(Item item) {
        var attribute = attributes.computeIfAbsent(item.attribute(), _ -> laterAttribute());
        int rank = ++attribute.laterValues;
        shares.put(item, attribute.part * ofRest(rank));
    }

    private Attribute laterAttribute() {
        return new Attribute((1 - FIRST_ATTRIBUTES) * ofRest(++laterAttributes));
    }

    /// Adds up to 1 over all ranks.
    private static double ofRest(int rank) {
        return 6 / (Math.PI * Math.PI * rank * rank);
    }

    long bytes() {
        return shares.size() * 80L;
    }
}
