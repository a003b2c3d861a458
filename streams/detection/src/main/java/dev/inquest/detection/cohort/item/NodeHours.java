package dev.inquest.detection.cohort.item;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Adds up how long how many nodes have been at risk with one item, in hourly buckets of the last
/// two days.
///
/// Time is what the callers say; a step back adds nothing.
public final class NodeHours {

    /// How far back anybody can ask.
    public static final Duration KEPT = Duration.ofDays(2);

    private static final int BUCKETS = 48;
    private static final long HOUR = 3_600_000L;

    private final float[] buckets = new float[BUCKETS];
    private int nodes;
    private long upTo;

    NodeHours(long now) {
        this.upTo = now;
    }

    int nodes() {
        return nodes;
    }

    /// From now on, so many more (or fewer) nodes count.
    void change(int more, long now) {
        settle(now);
        nodes += more;
    }

    /// Node-hours between two moments, as far back as is kept, to the hour at the far end.
    double between(Instant from, Instant now) {
        settle(now.toEpochMilli());
        long last = upTo / HOUR;
        double sum = 0;
        for (long h = Math.max(from.toEpochMilli() / HOUR, last - BUCKETS + 1); h <= last; h++) {
            sum += buckets[bucket(h)];
        }
        return sum;
    }

    /// What is kept, hour by hour, the present one last; without the empty ones before the first.
    List<Float> kept(long now) {
        settle(now);
        var all = new ArrayList<Float>();
        long last = upTo / HOUR;
        for (long h = last - BUCKETS + 1; h <= last; h++) {
            float rounded = Math.round(buckets[bucket(h)] * 100) / 100f;
            if (rounded > 0 || !all.isEmpty()) {
                all.add(rounded);
            }
        }
        return List.copyOf(all);
    }

    /// Adds what was kept before, up to some moment.
    void add(List<Float> before, long until) {
        long last = until / HOUR;
        long oldest = upTo / HOUR - BUCKETS + 1;
        for (int back = 0; back < before.size() && last - back >= oldest; back++) {
            buckets[bucket(last - back)] += before.get(before.size() - 1 - back);
        }
    }

    private void settle(long now) {
        if (now <= upTo) {
            return;
        }
        skipWhatIsTooOld(now);
        while (upTo / HOUR < now / HOUR) {
            long next = (upTo / HOUR + 1) * HOUR;
            count(next);
            buckets[bucket(next / HOUR)] = 0;
        }
        count(now);
    }

    private void skipWhatIsTooOld(long now) {
        long oldest = (now / HOUR - BUCKETS + 1) * HOUR;
        if (upTo < oldest) {
            Arrays.fill(buckets, 0);
            upTo = oldest;
        }
    }

    private void count(long until) {
        buckets[bucket(upTo / HOUR)] += (float) (nodes * (double) (until - upTo) / HOUR);
        upTo = until;
    }

    private static int bucket(long hour) {
        return (int) Math.floorMod(hour, (long) BUCKETS);
    }
}
