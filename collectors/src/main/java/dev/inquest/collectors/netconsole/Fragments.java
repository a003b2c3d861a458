package dev.inquest.collectors.netconsole;

import dev.inquest.collectors.netconsole.Datagram.Extended;
import dev.inquest.collectors.netconsole.Datagram.Fragment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Puts the records of one sender together that were too long for one datagram.
///
/// Fragments may come in any order, twice, or not at all. What is still incomplete when its time is
/// over is given with a `?` for every byte that is missing.
final class Fragments {

    /// Records that may be incomplete at once; a further one ends the oldest.
    static final int MOST = 16;

    private final Map<Long, Open> open = new LinkedHashMap<>();

    @SuppressWarnings("ArrayRecordComponent") // Filled as fragments come.
    private record Open(Extended first, byte[] body, BitSet there, long since) {

        static Open of(Extended first, int total, long now) {
            var body = new byte[total];
            Arrays.fill(body, (byte) '?');
            return new Open(first, body, new BitSet(total), now);
        }

        boolean isOf(Extended record, int total) {
            return body.length == total && first.header().equals(record.header());
        }

        boolean isWhole() {
            return there.cardinality() == body.length;
        }

        Message message() {
            return Message.of(first, body, isWhole());
        }
    }

    /// Takes a fragment; gives the records that are complete, or given up, because of it.
    ///
    /// @param now by a monotonic clock, in nanoseconds
    List<Message> add(Extended record, Fragment fragment, long now) {
        var given = new ArrayList<Message>(1);
        var known = open.get(record.sequence());
        if (known == null || !known.isOf(record, fragment.total())) {
            remove(record.sequence()).ifPresent(given::add);
            makeRoom().ifPresent(given::add);
            known = Open.of(record, fragment.total(), now);
            open.put(record.sequence(), known);
        }
        System.arraycopy(record.body(), 0, known.body(), fragment.offset(), record.body().length);
        known.there().set(fragment.offset(), fragment.offset() + record.body().length);
        if (known.isWhole()) {
            remove(record.sequence()).ifPresent(given::add);
        }
        return given;
    }

    /// Gives what has been incomplete since that time or longer.
    List<Message> since(long time) {
        if (open.isEmpty()) {
            return List.of();
        }
        var overdue =
                open.entrySet().stream()
                        .filter(entry -> entry.getValue().since() - time <= 0)
                        .map(Map.Entry::getKey)
                        .toList();
        return overdue.stream().flatMap(sequence -> remove(sequence).stream()).toList();
    }

    boolean isEmpty() {
        return open.isEmpty();
    }

    /// What is held in memory, in bytes.
    int size() {
        return open.values().stream().mapToInt(record -> 2 * record.body().length).sum();
    }

    private Optional<Message> makeRoom() {
        return open.size() < MOST ? Optional.empty() : remove(open.keySet().iterator().next());
    }

    private Optional<Message> remove(long sequence) {
        return Optional.ofNullable(open.remove(sequence)).map(Open::message);
    }
}
