package dev.inquest.detection.cohort.roster;

import dev.inquest.detection.cohort.item.Item;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Knows which nodes run which workload and in which version, because only those can crash-loop in
/// it, and the version is asked about before anything else.
///
/// Only workloads that somebody watches are kept: a bit and a reference per node.
final class Workloads {

    /// Further workloads are not watched; their cases are compared with the whole fleet.
    static final int MAX_WATCHED = 256;

    private final Map<String, Members> byName = new HashMap<>();

    /// The nodes of one workload, by bit and, when somebody draws from few, as a list.
    static final class Members implements Population {
        private final BitSet places = new BitSet();
        private final Map<Integer, List<Item>> versions = new HashMap<>();
        private final Map<List<Item>, List<Item>> known = new HashMap<>();
        private int[] list = new int[0];
        private boolean stale;

        private void set(int place, boolean runs, List<Item> version) {
            stale |= places.get(place) != runs;
            places.set(place, runs);
            versions.remove(place);
            if (runs && !version.isEmpty()) {
                versions.put(place, known.computeIfAbsent(version, same -> same));
            }
        }

        /// In which version a node runs it.
        List<Item> version(int place) {
            return versions.getOrDefault(place, List.of());
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
    boolean set(String workload, int place, boolean runs, List<Item> version) {
        var members = byName.get(workload);
        if (members == null) {
            if (!runs || byName.size() >= MAX_WATCHED) {
                return !runs;
            }
            members = new Members();
            byName.put(workload, members);
        }
        members.set(place, runs, version);
        if (members.places.isEmpty()) {
            byName.remove(workload);
        }
        return true;
    }

    void remove(int place) {
        byName.values().forEach(members -> members.set(place, false, List.of()));
        byName.values().removeIf(members -> members.places.isEmpty());
    }

    void forget(String workload) {
        byName.remove(workload);
    }

    Optional<Members> find(String workload) {
        return Optional.ofNullable(byName.get(workload));
    }
}
