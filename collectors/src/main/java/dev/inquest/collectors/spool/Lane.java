package dev.inquest.collectors.spool;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/// The events of one worth: segments, the oldest first, so that room is made by deleting files.
final class Lane {

    private final Path directory;
    private final Worth worth;
    private final int segmentBytes;
    private final Consumer<Map<String, Long>> lost;
    private final Deque<Segment> segments = new ArrayDeque<>();
    private Optional<Stored> head = Optional.empty();
    private long lastTaken;
    private long nextName = 1;
    private boolean full = true;

    private Lane(Path directory, Worth worth, int segmentBytes, Consumer<Map<String, Long>> lost) {
        this.directory = directory;
        this.worth = worth;
        this.segmentBytes = segmentBytes;
        this.lost = lost;
    }

    /// Opens the lane with all that an earlier run left there.
    ///
    /// @param lost hears what will never be delivered, counted by topic
    static Lane open(
            Path directory,
            Worth worth,
            int segmentBytes,
            long delivered,
            Consumer<Map<String, Long>> lost)
            throws IOException {
        Files.createDirectories(directory);
        var lane = new Lane(directory, worth, segmentBytes, lost);
        for (var file : files(directory)) {
            var segment = Segment.recover(file, delivered);
            if (segment.damages() > 0) {
                lost.accept(Map.of(Spool.UNREADABLE, segment.damages()));
            }
            lane.segments.addLast(segment);
            lane.nextName = number(file) + 1;
        }
        return lane;
    }

    private static List<Path> files(Path directory) throws IOException {
        var files = new ArrayList<Path>();
        try (var entries = Files.newDirectoryStream(directory, "*.segment")) {
            for (var entry : entries) {
                if (entry.getFileName().toString().matches("[0-9]{16}\\.segment")) {
                    files.add(entry);
                }
            }
        }
        files.sort(null);
        return files;
    }

    private static long number(Path file) {
        return Long.parseLong(file.getFileName().toString().substring(0, 16));
    }

    void append(List<Stored> events) throws IOException {
        if (full || segments.isEmpty()) {
            roll();
        }
        segments.getLast().append(events, worth.forced());
        full = segments.getLast().size() >= segmentBytes;
    }

    /// A new file's name is forced to disk with its directory, or the file could vanish with the
    /// power.
    private void roll() throws IOException {
        segments.addLast(Segment.create(directory.resolve("%016d.segment".formatted(nextName++))));
        if (worth.forced()) {
            try (var channel = FileChannel.open(directory, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    /// The oldest event that was neither taken nor delivered otherwise.
    Optional<Stored> peek(long delivered) {
        head = head.filter(event -> event.number() > delivered);
        for (var segment : List.copyOf(segments)) {
            if (head.isPresent()) {
                return head;
            }
            try {
                head = segment.take(Math.max(delivered, lastTaken));
            } catch (IOException e) {
                giveUp(segment);
            }
        }
        return head;
    }

    void take() {
        lastTaken = head.map(Stored::number).orElse(lastTaken);
        head = Optional.empty();
    }

    /// Deletes what is delivered to its end, and counts no more what is delivered of the rest.
    void forget(long delivered) throws IOException {
        while (!segments.isEmpty() && segments.getFirst().highest() <= delivered) {
            segments.removeFirst().delete();
        }
        full = full || segments.isEmpty();
        if (!segments.isEmpty() && !segments.getFirst().unread().isEmpty()) {
            var _ = segments.getFirst().skip(delivered);
        }
    }

    /// Makes room by dropping the oldest segment; false when there is none.
    boolean drop() throws IOException {
        if (segments.isEmpty()) {
            return false;
        }
        var oldest = segments.removeFirst();
        lost.accept(oldest.unread());
        oldest.delete();
        full = full || segments.isEmpty();
        return true;
    }

    private void giveUp(Segment unreadable) {
        segments.remove(unreadable);
        lost.accept(unreadable.unread());
    }

    long bytes() {
        return segments.stream().mapToLong(Segment::size).sum();
    }

    long highest() {
        return segments.stream().mapToLong(Segment::highest).max().orElse(0);
    }

    /// Events that were not taken, by topic.
    Map<String, Long> unread() {
        var all = new TreeMap<String, Long>();
        head.ifPresent(event -> all.merge(event.topic(), 1L, Long::sum));
        segments.forEach(segment ->
                segment.unread().forEach((topic, count) -> all.merge(topic, count, Long::sum)));
        return all;
    }
}
