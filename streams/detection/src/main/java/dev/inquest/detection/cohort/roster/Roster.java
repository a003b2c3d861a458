package dev.inquest.detection.cohort.roster;

import dev.inquest.detection.cohort.item.Column;
import dev.inquest.detection.cohort.item.Dictionary;
import dev.inquest.detection.cohort.item.Item;
import dev.inquest.detection.cohort.item.Tally;
import dev.inquest.detection.cohort.matched.Lineup;
import dev.inquest.detection.cohort.matched.MatchedSet;
import dev.inquest.detection.cohort.matched.Onset;
import dev.inquest.detection.event.NodeId;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// All nodes of the fleet with what they carry and whether they are at risk: whom a failing node is
/// compared with.
///
/// A change costs as many steps as a node has attributes, a draw of controls no more in a large
/// fleet than in a small one. Not safe for several threads.
public final class Roster {

    private final Dictionary dictionary = new Dictionary();
    private final Places places = new Places();
    private final Rows rows = new Rows();
    private final Workloads workloads = new Workloads();
    private final History history = new History(this::release);
    private long[] since = new long[64];
    private long[] numbers = new long[64];
    private byte[] healths = new byte[64];
    private int atRisk;

    /// Takes in a node as it was stored; nothing is known of the time before.
    public void restore(Entry entry) {
        apply(entry, false);
    }

    /// Takes in a change of a node.
    ///
    /// @return false when this change was taken in before
    public boolean update(Entry entry) {
        return apply(entry, true);
    }

    private boolean apply(Entry entry, boolean remember) {
        int known = places.find(entry.node());
        if (known >= 0 && entry.number() <= numbers[known]) {
            return false;
        }
        int place = known >= 0 ? known : settle(entry, remember);
        numbers[place] = entry.number();
        long at = Math.max(since[place], entry.since().toEpochMilli());
        char[] before = rows.copy(place);
        char[] after =
                entry.items()
                        .map(items -> dictionary.encode(items, places.size(), at))
                        .orElse(before);
        boolean sameRow = isSame(before, after);
        if (sameRow && entry.health() == health(place)) {
            return true;
        }
        if (remember && at > since[place]) {
            remember(place, at, sameRow ? null : before);
        }
        count(place, before, -1, at);
        healths[place] = entry.health().code();
        since[place] = at;
        if (!sameRow) {
            retain(after);
            rows.put(place, after, dictionary.width());
        }
        count(place, after, 1, at);
        if (!sameRow) {
            release(before);
        }
        return true;
    }

    private int settle(Entry entry, boolean remember) {
        int place = places.add(entry.node());
        if (place >= since.length) {
            int length = since.length + since.length / 2;
            since = Arrays.copyOf(since, length);
            numbers = Arrays.copyOf(numbers, length);
            healths = Arrays.copyOf(healths, length);
        }
        since[place] = remember ? Long.MIN_VALUE : entry.since().toEpochMilli();
        healths[place] = Health.AWAY.code();
        rows.put(place, new char[dictionary.width()], dictionary.width());
        return place;
    }

    private void remember(int place, long until, char @Nullable [] row) {
        if (row != null) {
            retain(row);
        }
        history.add(place, since[place], until, health(place), row);
    }

    private static boolean isSame(char[] before, char[] after) {
        int width = Math.min(before.length, after.length);
        if (Arrays.mismatch(before, 0, width, after, 0, width) >= 0) {
            return false;
        }
        char[] longer = before.length > width ? before : after;
        for (int i = width; i < longer.length; i++) {
            if (longer[i] != Column.UNKNOWN) {
                return false;
            }
        }
        return true;
    }

    private void count(int place, char[] row, int more, long at) {
        boolean exposed = health(place) == Health.AT_RISK;
        atRisk += exposed ? more : 0;
        for (int column = 0; column < row.length; column++) {
            if (row[column] <= Column.OTHER) {
                continue;
            }
            for (Tally tally : dictionary.at(column).tallies(row[column])) {
                tally.carriers(more);
                if (exposed) {
                    tally.atRisk(more, at);
                }
            }
        }
    }

    private void retain(char[] row) {
        for (int column = 0; column < row.length; column++) {
            if (row[column] != Column.UNKNOWN) {
                dictionary.at(column).retain(row[column]);
            }
        }
    }

    private void release(char[] row) {
        for (int column = 0; column < row.length; column++) {
            if (row[column] != Column.UNKNOWN) {
                dictionary.at(column).release(row[column]);
            }
        }
    }

    private Health health(int place) {
        return Health.of(healths[place]);
    }

    /// A node is gone for good.
    public void forget(NodeId node, Instant at) {
        int place = places.find(node);
        if (place < 0) {
            return;
        }
        char[] row = rows.copy(place);
        count(place, row, -1, Math.max(since[place], at.toEpochMilli()));
        release(row);
        rows.put(place, new char[row.length], row.length);
        healths[place] = Health.AWAY.code();
        history.remove(place);
        workloads.remove(place);
        places.remove(node);
    }

    /// Time has passed: what is no longer needed of the past is dropped.
    public void advance(Instant now) {
        history.forget(now.minus(History.KEPT).toEpochMilli());
    }

    /// A node begins or ends to run a workload that is watched.
    ///
    /// @return false when the node is unknown or too many workloads are watched
    public boolean runs(NodeId node, String workload, boolean runs) {
        return runs(node, workload, runs, List.of());
    }

    /// The same, with the version in which it runs: items that count only where this workload is
    /// asked about.
    public boolean runs(NodeId node, String workload, boolean runs, List<Item> version) {
        int place = places.find(node);
        return place >= 0 && workloads.set(workload, place, runs, version);
    }

    /// Whether it is known who runs a workload.
    public boolean watches(String workload) {
        return workloads.find(workload).isPresent();
    }

    /// Nobody asks about a workload any more.
    public void unwatch(String workload) {
        workloads.forget(workload);
    }

    /// Draws the controls of a Case from those at risk at its onset.
    ///
    /// @param workload only nodes that run it are exposed, if it is watched
    /// @param excluded nodes that were Cases of this cohort already
    public MatchedSet draw(Onset onset, Optional<String> workload, Predicate<NodeId> excluded) {
        long at = onset.at().toEpochMilli();
        int own = places.find(onset.node());
        var lineup = new Lineup(dictionary, places.size());
        var members = workload.flatMap(workloads::find);
        var row = new char[Dictionary.MAX_ATTRIBUTES];
        if (own >= 0) {
            standing(own, at, row);
            lineup.setCase(row, version(members, own));
        }
        var draw =
                new Draw(
                        exposed(workload),
                        place -> place != own && couldFail(place, at) && !isIn(excluded, place),
                        onset.seed());
        for (int place : draw.take(MatchedSet.MAX_CONTROLS)) {
            standing(place, at, row);
            lineup.addControl(row, version(members, place));
        }
        return lineup.stand(onset);
    }

    private static List<Item> version(Optional<Workloads.Members> members, int place) {
        return members.map(all -> all.version(place)).orElse(List.of());
    }

    private boolean isIn(Predicate<NodeId> excluded, int place) {
        var node = places.at(place);
        return node == null || excluded.test(node);
    }

    private boolean couldFail(int place, long at) {
        return standing(place, at, null) == Health.AT_RISK;
    }

    /// How a node stood at some moment, and what it carried then; the oldest known where that is
    /// forgotten.
    private Health standing(int place, long at, char @Nullable [] into) {
        if (into != null) {
            rows.copy(place, into);
        }
        var health = health(place);
        if (since[place] <= at) {
            return health;
        }
        for (var past = history.of(place); past != null; past = past.older()) {
            health = past.health();
            var row = past.row();
            if (row != null && into != null) {
                System.arraycopy(row, 0, into, 0, row.length);
                Arrays.fill(into, row.length, into.length, Column.UNKNOWN);
            }
            if (past.began(at)) {
                break;
            }
        }
        return health;
    }

    private Population exposed(Optional<String> workload) {
        return workload.flatMap(workloads::find)
                .map(members -> (Population) members)
                .orElse(new Everybody(places.end()));
    }

    private record Everybody(int size) implements Population {
        @Override
        public int at(int index) {
            return index;
        }
    }

    /// How many nodes there are.
    public int size() {
        return places.size();
    }

    /// How many of them are at risk.
    public int atRisk() {
        return atRisk;
    }

    /// How many different items its nodes carry.
    public int items() {
        return dictionary.items();
    }

    /// The counters of one item, while any node carries it.
    public Optional<Tally> tally(Item item) {
        return dictionary
                .find(item.attribute())
                .flatMap(column -> Optional.ofNullable(column.tally(item)));
    }

    /// The counters of all items of an attribute: how many nodes each zone has, for one.
    public Collection<Tally> tallies(String attribute) {
        return dictionary.find(attribute).map(Column::tallies).orElse(List.of());
    }

    /// Attributes that group nodes rather than tell them apart.
    public List<String> grouping() {
        return dictionary.grouping(places.size());
    }

    /// Looks at every node; takes time that grows with the fleet, so it is for findings that are
    /// told and not for every Case.
    public Headcount count(List<Item> carried, int sample) {
        return count(carried, sample, Optional.empty(), _ -> false);
    }

    /// The same among those that run a workload, if it is watched, and have not failed in it.
    public Headcount count(
            List<Item> carried, int sample, Optional<String> workload, Predicate<NodeId> failed) {
        var count = new Headcount.Counting(sample);
        var members = workload.flatMap(workloads::find);
        var exposed = exposed(workload);
        var match = Match.of(dictionary, carried);
        for (int i = 0; i < exposed.size(); i++) {
            int place = exposed.at(i);
            var node = places.at(place);
            if (node != null && health(place) == Health.AT_RISK && !failed.test(node)) {
                count.add(node, match.test(rows, place, version(members, place)));
            }
        }
        return count.result();
    }

    /// How often something of a node was left out for want of room.
    public long ignored() {
        return dictionary.ignored();
    }
}
