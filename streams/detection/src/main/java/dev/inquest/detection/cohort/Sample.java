package dev.inquest.detection.cohort;

import dev.inquest.detection.cohort.evidence.RiskRatio;
import dev.inquest.detection.cohort.evidence.Stake;
import dev.inquest.detection.cohort.matched.MatchedSet;
import java.util.Collection;
import java.util.List;

/// The matched sets of an incident in the order of their onsets, and what a question about any part
/// of them needs.
///
/// @param slots where the incident keeps them
/// @param follows Cases of a burst that began with another Case: they count only for what burst
/// @param tracks items that enough failing nodes carry
record Sample(
        List<MatchedSet> sets,
        int[] slots,
        boolean[] follows,
        Collection<Track> tracks,
        Rules rules) {

    int size() {
        return slots.length;
    }

    MatchedSet set(int index) {
        return sets.get(index);
    }

    boolean caseCarries(Track track, int index) {
        int at = track.in(slots[index]);
        return at >= 0 && set(index).caseCarries(at);
    }

    long carriers(Track track, int index, int word) {
        int at = track.in(slots[index]);
        return at < 0 ? 0 : set(index).carriers(at, word);
    }

    /// Whether a Case counts when this item is asked about.
    boolean counts(Track track, int index) {
        return !follows[index] || rules.burstAttributes().contains(track.item().attribute());
    }

    /// Whether a Case counts when this combination is asked about.
    boolean counts(List<Track> all, int index) {
        return all.stream().allMatch(track -> counts(track, index));
    }

    private int controlsWith(Track track, int index, Mask part) {
        int at = track.in(slots[index]);
        if (at < 0) {
            return 0;
        }
        var set = set(index);
        if (part.controls(index) == set.controls()) {
            return set.controlsWith(at);
        }
        int sum = 0;
        for (int word = 0; word < MatchedSet.WORDS; word++) {
            sum += Long.bitCount(set.carriers(at, word) & part.at(index, word));
        }
        return sum;
    }

    /// What is bet and won on an item within a part.
    Stake stake(Track track, Mask part) {
        var stake = new Stake();
        for (int i = 0; i < slots.length; i++) {
            if (part.hasCase(i) && counts(track, i)) {
                boolean carried = caseCarries(track, i);
                int with = controlsWith(track, i, part) + (carried ? 1 : 0);
                stake.observe(carried, with, part.controls(i) + 1);
            }
        }
        return stake;
    }

    /// How much more often carriers fail, within a part.
    RiskRatio.Sum ratio(Track track, Mask part) {
        var sum = new RiskRatio.Sum();
        for (int i = 0; i < slots.length; i++) {
            if (part.hasCase(i) && counts(track, i)) {
                sum.add(caseCarries(track, i), controlsWith(track, i, part), part.controls(i));
            }
        }
        return sum;
    }

    /// How many failing nodes carry the item within a part, every Case of a burst counted.
    int failingWith(Track track, Mask part) {
        int sum = 0;
        for (int i = 0; i < slots.length; i++) {
            sum += part.hasCase(i) && caseCarries(track, i) ? 1 : 0;
        }
        return sum;
    }

    /// How many members carry the first item and not the second.
    Discord discord(Track one, Track other, Mask part) {
        int failing = 0;
        int healthy = 0;
        for (int i = 0; i < slots.length; i++) {
            if (!part.hasCase(i)) {
                continue;
            }
            failing += caseCarries(one, i) && !caseCarries(other, i) ? 1 : 0;
            for (int word = 0; word < MatchedSet.WORDS; word++) {
                healthy +=
                        Long.bitCount(
                                part.at(i, word)
                                        & carriers(one, i, word)
                                        & ~carriers(other, i, word));
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
