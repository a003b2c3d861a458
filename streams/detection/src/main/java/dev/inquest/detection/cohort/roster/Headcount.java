package dev.inquest.detection.cohort.roster;

import dev.inquest.detection.event.NodeId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/// Healthy nodes, counted one by one: those that carry a cause and have not failed yet, and the
/// others.
///
/// @param sample the first of those that carry it, by name
public record Headcount(int with, int without, List<NodeId> sample) {

    /// Counts and keeps the first few names.
    static final class Counting {
        private final int kept;
        private final PriorityQueue<NodeId> names =
                new PriorityQueue<>(Comparator.<NodeId>reverseOrder());
        private int with;
        private int without;

        Counting(int kept) {
            this.kept = kept;
        }

        void add(NodeId node, boolean carries) {
            if (!carries) {
                without++;
                return;
            }
            with++;
            names.add(node);
            if (names.size() > kept) {
                names.remove();
            }
        }

        Headcount result() {
            var sorted = new ArrayList<>(names);
            sorted.sort(Comparator.naturalOrder());
            return new Headcount(with, without, List.copyOf(sorted));
        }
    }
}
