package dev.inquest.detection.cohort.roster;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Knows which nodes run which workload, because only those can crash-loop in it.
///
/// Only workloads that somebody watches are kept, as one bit per node.
final class Workloads {

    /// Further workloads are not watched; their cases are compared with the whole fleet.
    static final int MAX_WATCHED = 256;

    private final Map<String, Members> byName = new HashMap<>();

    /// The nodes of one workload, by bit and, when somebody draws from few, as a list.
    static final class Members implements Population {
        private final BitSet places = new BitSet();
        private int[] list = new int[0];
        private boolean stale;

        private void set(int place, boolean runs) {
            stale |= places.get(place) != runs;
            places.set(place, runs);
        }

        @Override
        public int size() {
            refresh();
            return list.length;
        }

        @Override
        public int at(int index) {
            return list[index];
        }

        private void refresh() {
            if (stale) {
                list = places.stream().toArray();
                stale = false;
            }
        }
    }

    /// A node begins or ends to run a workload.
    ///
    /// @return false when too many are watched already
    boolean set(String workload, int place, boolean runs) {
        var members = byName.get(workload);
        if (members == null) {
            if (!runs || byName.size() >= MAX_WATCHED) {
                return !runs;
            }
            members = new Members();
            byName.put(workload, members);
        }
        members.set(place, runs);
        if (members.places.isEmpty()) {
            byName.remove(workload);
        }
        return true;
    }

    void remove(int place) {
        byName.values().forEach(members -> members.set(place, false));
        byName.values().removeIf(members -> members.places.isEmpty());
    }

    Optional<Members> find(String workload) {
        return Optional.ofNullable(byName.get(workload));
    }
}
