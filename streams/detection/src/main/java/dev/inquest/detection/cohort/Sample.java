package dev.inquest.detection.cohort;

import dev.inquest.detection.cohort.evidence.RiskRatio;
import dev.inquest.detection.cohort.evidence.Stake;
import dev.inquest.detection.cohort.matched.MatchedSet;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/// The matched sets of an incident in the order of their onsets, and what a question about any part
/// of them needs.
final class Sample {

    private final Shelf shelf;
    private final int[] order;
    private final Bits everybody = new Bits();
    private final Bits leaders = new Bits();
    private final Rules rules;

    Sample(Shelf shelf, Rules rules) {
        this.shelf = shelf;
        this.order = shelf.inOrder();
        this.rules = rules;
        var bursts = new Bursts(rules);
        for (int slot : order) {
            everybody.set(slot, true);
            leaders.set(slot, !bursts.follows(set(slot)));
        }
    }

    Rules rules() {
        return rules;
    }

    /// Items that enough failing nodes carry.
    Collection<Track> tracks() {
        return shelf.tracks();
    }

    int size() {
        return order.length;
    }

    /// The slots that hold a set, in the order of the sets' onsets.
    int[] order() {
        return order;
    }

    /// All slots are below this number.
    int slots() {
        return shelf.end();
    }

    MatchedSet set(int slot) {
        return shelf.at(slot);
    }

    /// Sets of Cases that do not follow in a burst, in order.
    List<MatchedSet> leading() {
        return Arrays.stream(order).filter(leaders::get).mapToObj(this::set).toList();
    }

    long carriers(Track track, int slot, int word) {
        int at = track.in(slot);
        return at < 0 ? 0 : set(slot).carriers(at, word);
    }

    /// The Cases that count when an item is asked about: of a burst only the first, unless the item
    /// burst.
    private Bits counting(Track track) {
        return rules.burstAttributes().contains(track.item().attribute()) ? everybody : leaders;
    }

    /// Whether a Case counts when a combination is asked about.
    boolean counts(List<Track> all, int slot) {
        return all.stream().allMatch(track -> counting(track).get(slot));
    }

    private int controlsWith(Track track, int slot, Mask part) {
        int at = track.in(slot);
        if (at < 0) {
            return 0;
        }
        var set = set(slot);
        if (part.controls(slot) == set.controls()) {
            return set.controlsWith(at);
        }
        int sum = 0;
        for (int word = 0; word < MatchedSet.WORDS; word++) {
            sum += Long.bitCount(set.carriers(at, word) & part.at(slot, word));
        }
        return sum;
    }

    /// What is bet and won on an item within a part.
    Stake stake(Track track, Mask part) {
        var stake = new Stake();
        var counting = counting(track);
        for (int slot : order) {
            if (part.hasCase(slot) && counting.get(slot)) {
                boolean carried = track.cases().get(slot);
                int with = controlsWith(track, slot, part) + (carried ? 1 : 0);
                stake.observe(carried, with, part.controls(slot) + 1);
            }
        }
        return stake;
    }

    /// How much more often carriers fail, within a part.
    RiskRatio.Sum ratio(Track track, Mask part) {
        var sum = new RiskRatio.Sum();
        var counting = counting(track);
        for (int slot : order) {
            if (part.hasCase(slot) && counting.get(slot)) {
                sum.add(
                        track.cases().get(slot),
                        controlsWith(track, slot, part),
                        part.controls(slot));
            }
        }
        return sum;
    }

    /// Cases of a part that count and carry the item.
    int countedWith(Track track, Mask part) {
        return track.cases().countWith(part.cases(), counting(track));
    }

    /// Cases of a part that count.
    int counted(Track track, Mask part) {
        return part.cases().countWith(counting(track));
    }

    /// How many failing nodes carry the item within a part, every Case of a burst counted.
    int failingWith(Track track, Mask part) {
        return track.cases().countWith(part.cases());
    }

    /// How many members carry the first item and not the second.
    Discord discord(Track one, Track other, Mask part) {
        int failing = part.cases().and(one.cases()).andNot(other.cases()).count();
        int healthy = 0;
        for (int slot : order) {
            for (int word = 0; part.hasCase(slot) && word < MatchedSet.WORDS; word++) {
                healthy +=
                        Long.bitCount(
                                part.at(slot, word)
                                        & carriers(one, slot, word)
                                        & ~carriers(other, slot, word));
            }
        }
        return new Discord(failing, healthy);
    }

    /// Members that tell two items apart.
    record Discord(int failing, int healthy) {
        boolean isNone() {
            return failing == 0 && healthy == 0;
        }
    }
}
