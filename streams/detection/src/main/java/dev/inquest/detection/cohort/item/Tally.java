package dev.inquest.detection.cohort.item;

import java.time.Instant;
import java.util.List;

/// Counts, for one item, the nodes that carry it.
public final class Tally {

    private final Item item;
    private final NodeHours hours;
    private int carriers;
    private int codes;

    Tally(Item item, long now) {
        this.item = item;
        this.hours = new NodeHours(now);
    }

    public Item item() {
        return item;
    }

    /// All nodes that carry it, at risk or not.
    public int carriers() {
        return carriers;
    }

    /// Those of them that are at risk.
    public int atRisk() {
        return hours.nodes();
    }

    /// How long nodes have been at risk with it, up to {@link NodeHours#KEPT} back.
    public double hours(Instant from, Instant now) {
        return hours.between(from, now);
    }

    /// The same hour by hour, to be stored.
    public List<Float> keptHours(Instant now) {
        return hours.kept(now.toEpochMilli());
    }

    /// Takes in what was stored before a restart.
    public void addHours(List<Float> before, Instant until) {
        hours.add(before, until.toEpochMilli());
    }

    /// A node takes the item on, or drops it.
    public void carriers(int more) {
        carriers += more;
    }

    /// A carrier comes into danger, or gets out of it.
    public void atRisk(int more, long now) {
        hours.change(more, now);
    }

    /// One more or one less code of its column stands for this item.
    void codes(int more) {
        codes += more;
    }

    boolean isUnused() {
        return codes == 0;
    }
}
