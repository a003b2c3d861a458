package dev.inquest.collectors.netconsole;

import dev.inquest.collectors.netconsole.NetconsoleSettings.Rules;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.TreeMap;
import java.util.function.Consumer;

/// Gives the records of one sender in the order in which its kernel wrote them, as far as the
/// network leaves it.
///
/// A record behind a gap waits a little for what is missing: most gaps are no losses at all but
/// records below the console's log level, which are never sent. What comes later than that, or is
/// far ahead, is given at once and out of sequence; when most of the latest records are, the sender
/// has started anew, and so does the counting.
final class Ordering {

    private static final int REMEMBERED = 64;

    private final Rules rules;
    private final Consumer<Message> out;
    private final TreeMap<Long, Held> held = new TreeMap<>();
    private final Deque<Held> given = new ArrayDeque<>();
    private long expected = -1;
    private long beginning;
    private long gapSince;
    private int history;
    private int heldBytes;
    private OrderCounts counts = OrderCounts.NONE;

    private record Held(Message message, long since) {}

    Ordering(Rules rules, Consumer<Message> out) {
        this.rules = rules;
        this.out = out;
    }

    /// Takes a record.
    ///
    /// @param now by a monotonic clock, in nanoseconds
    void take(Message message, long now) {
        if (isRepeated(message, now)) {
            counts = counts.andDuplicate();
            return;
        }
        var sequence = message.sequence();
        if (expected < 0) {
            expected = sequence;
            beginning = sequence;
        }
        var outside =
                sequence < expected
                        || sequence - expected >= rules.slots()
                        || held.containsKey(sequence);
        history = history << 1 | (outside ? 1 : 0);
        if (!outside) {
            hold(message, now);
        } else if (Integer.bitCount(history) >= rules.resetAfter()) {
            startAnew(message, now);
        } else {
            countOutside(sequence);
            give(message, now);
        }
    }

    private void hold(Message message, long now) {
        if (held.isEmpty()) {
            gapSince = now;
        }
        held.put(message.sequence(), new Held(message, now));
        heldBytes += message.size();
        giveConsecutive(now);
    }

    private void startAnew(Message message, long now) {
        giveAll(now);
        counts = counts.andReset();
        history = 0;
        expected = message.sequence() + 1;
        beginning = message.sequence();
        give(message, now);
    }

    /// What was sent before the first that arrived was never missed, so it cannot be late.
    private void countOutside(long sequence) {
        if (sequence >= expected) {
            counts = counts.andAhead();
        } else if (sequence >= beginning) {
            counts = counts.andLate();
        }
    }

    /// Gives up gaps that have been waited for since that time or longer.
    void giveUpSince(long time, long now) {
        while (!held.isEmpty() && gapSince - time <= 0) {
            skipGap(now);
        }
    }

    /// Gives everything, in order.
    void giveAll(long now) {
        while (!held.isEmpty()) {
            skipGap(now);
        }
    }

    private void skipGap(long now) {
        counts = counts.andMissing(held.firstKey() - expected);
        expected = held.firstKey();
        giveConsecutive(now);
    }

    private void giveConsecutive(long now) {
        for (var next = held.remove(expected); next != null; next = held.remove(expected)) {
            heldBytes -= next.message().size();
            expected++;
            give(next.message(), now);
            gapSince = held.isEmpty() ? now : held.firstEntry().getValue().since();
        }
    }

    private void give(Message message, long now) {
        given.addLast(new Held(message, now));
        if (given.size() > REMEMBERED) {
            given.removeFirst();
        }
        out.accept(message);
    }

    /// A boot may repeat the very records of the one before, but not within a second.
    private boolean isRepeated(Message message, long now) {
        var waiting = held.get(message.sequence());
        return (waiting != null && waiting.message().isSameAs(message))
                || given.stream()
                        .anyMatch(one ->
                                now - one.since() < rules.repeatedWithin().toNanos()
                                        && one.message().isSameAs(message));
    }

    boolean isEmpty() {
        return held.isEmpty();
    }

    /// What is held in memory, in bytes.
    int size() {
        return heldBytes;
    }

    OrderCounts counts() {
        return counts;
    }
}
