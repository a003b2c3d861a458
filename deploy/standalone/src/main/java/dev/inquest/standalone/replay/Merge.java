package dev.inquest.standalone.replay;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;

/// Puts several recordings into one order of time, holding one thing of each. At equal times the
/// file named first comes first; a step back within a file is taken as it comes.
final class Merge {

    private static final Comparator<Head> BY_TIME =
            Comparator.comparing((Head head) -> head.recorded().at()).thenComparingInt(Head::rank);

    private record Head(Recorded recorded, int rank, Recording from) {}

    private final PriorityQueue<Head> heads = new PriorityQueue<>(BY_TIME);

    Merge(List<Recording> recordings) throws IOException {
        for (var rank = 0; rank < recordings.size(); rank++) {
            advance(recordings.get(rank), rank);
        }
    }

    /// The next thing of all; empty at the end.
    Optional<Recorded> next() throws IOException {
        var head = heads.poll();
        if (head == null) {
            return Optional.empty();
        }
        advance(head.from(), head.rank());
        return Optional.of(head.recorded());
    }

    private void advance(Recording recording, int rank) throws IOException {
        recording.next().ifPresent(recorded -> heads.add(new Head(recorded, rank, recording)));
    }
}
