package dev.inquest.detection.fleet;

import dev.inquest.detection.event.Evidence;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;

/// Keeps what a finding rests on bounded: the earliest half and the latest half.
final class Proof {

    /// The most pieces of evidence a finding carries.
    static final int MAX = 32;

    private Proof() {}

    static List<Evidence> merge(List<Evidence> before, List<Evidence> more) {
        var all = new ArrayList<>(new LinkedHashSet<>(join(before, more)));
        all.sort(Comparator.comparing(Evidence::at));
        if (all.size() <= MAX) {
            return List.copyOf(all);
        }
        return join(all.subList(0, MAX / 2), all.subList(all.size() - MAX / 2, all.size()));
    }

    private static List<Evidence> join(List<Evidence> first, List<Evidence> second) {
        var both = new ArrayList<>(first);
        both.addAll(second);
        return List.copyOf(both);
    }
}
