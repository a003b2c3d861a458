package dev.inquest.collectors.netconsole;

import java.util.LinkedHashSet;
import java.util.Set;

/// Counts what one sender's records prove to be lost: fragments that never came, and gaps in the
/// sender's own count of messages. Gaps in sequence numbers prove nothing.
final class Losses {

    /// Gaps are remembered so long that a late message can still fill them.
    private static final int REMEMBERED = 1024;

    /// A jump this large is a sender that counts anew.
    private static final long LARGEST_GAP = 1 << 16;

    private final Set<Long> gaps = new LinkedHashSet<>();
    private long next = -1;
    private long all;
    private long told;

    void count(Message message) {
        if (!message.whole()) {
            all++;
        }
        message.number().ifPresent(this::count);
    }

    private void count(long number) {
        if (gaps.remove(number)) {
            all--;
            return;
        }
        if (next >= 0 && number > next && number - next < LARGEST_GAP) {
            all += number - next;
            remember(Math.max(next, number - REMEMBERED), number);
        }
        next = number + 1;
    }

    private void remember(long from, long to) {
        for (var missing = from; missing < to; missing++) {
            gaps.add(missing);
        }
        var oldest = gaps.iterator();
        while (gaps.size() > REMEMBERED) {
            oldest.next();
            oldest.remove();
        }
    }

    long all() {
        return all;
    }

    /// What was lost since the last time this was asked.
    long untold() {
        var untold = Math.max(0, all - told);
        told = Math.max(all, told);
        return untold;
    }
}
