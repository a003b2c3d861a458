package dev.inquest.collectors.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// One file of events, written at its end only and read from its beginning once.
///
/// Its content is in memory only while it is read, so a spool costs the memory of one segment per
/// lane, however much lies on disk.
final class Segment {

    /// What there is to deliver: how many events of each topic are still unread.
    private final Map<String, Long> unread = new TreeMap<>();

    private final Path file;
    private long size;
    private int readTo;
    private long damages;
    private long highest;
    private long countedFrom = Long.MIN_VALUE;
    private Optional<ByteBuffer> content = Optional.empty();

    private Segment(Path file) {
        this.file = file;
    }

    static Segment create(Path file) throws IOException {
        Files.write(file, new byte[0], StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        return new Segment(file);
    }

    /// Counts what an earlier run left, and cuts off a torn end.
    ///
    /// @param delivered events up to this number need no second delivery
    static Segment recover(Path file, long delivered) throws IOException {
        var segment = new Segment(file);
        segment.size = Files.size(file);
        segment.countedFrom = delivered;
        var content = segment.content();
        var position = 0;
        while (true) {
            switch (Frame.at(content, position)) {
                case Frame.Whole(var bytes, var next) -> {
                    segment.count(Stored.decoded(bytes));
                    position = next;
                }
                case Frame.Damaged(var next) -> {
                    segment.damages++;
                    position = next;
                }
                case Frame.End(var torn) -> {
                    if (torn) {
                        segment.cut(position);
                    }
                    segment.content = Optional.empty();
                    return segment;
                }
            }
        }
    }

    private void count(Optional<Stored> event) {
        event.filter(stored -> stored.number() > countedFrom)
                .ifPresent(stored -> unread.merge(stored.topic(), 1L, Long::sum));
        event.ifPresent(stored -> highest = Math.max(highest, stored.number()));
    }

    /// Adds events at the end: all of them, or none.
    void append(Iterable<Stored> events, boolean force) throws IOException {
        try (var out = FileChannel.open(file, StandardOpenOption.WRITE)) {
            out.position(size);
            try {
                for (var event : events) {
                    write(out, Frame.of(event.encoded()));
                }
                if (force) {
                    out.force(false);
                }
            } catch (IOException e) {
                out.truncate(size);
                throw e;
            }
            size = out.position();
        }
        events.forEach(event -> count(Optional.of(event)));
        content = Optional.empty();
    }

    private static void write(FileChannel out, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            var _ = out.write(bytes);
        }
    }

    /// The next event that nobody has taken, and steps behind it.
    ///
    /// @param delivered events up to this number are stepped over
    Optional<Stored> take(long delivered) throws IOException {
        var next = skip(delivered);
        next.ifPresent(event -> {
            readTo += Frame.HEAD + event.encoded().remaining();
            uncount(event);
        });
        return next;
    }

    /// Steps over what needs no delivery, and looks at the event behind it.
    Optional<Stored> skip(long delivered) throws IOException {
        while (true) {
            switch (Frame.at(content(), readTo)) {
                case Frame.Whole(var bytes, var next) -> {
                    var event = Stored.decoded(bytes);
                    if (event.filter(stored -> stored.number() > delivered).isPresent()) {
                        return event;
                    }
                    event.ifPresent(this::uncount);
                    readTo = next;
                }
                case Frame.Damaged(var next) -> readTo = next;
                case Frame.End _ -> {
                    unread.clear();
                    content = Optional.empty();
                    return Optional.empty();
                }
            }
        }
    }

    private void uncount(Stored event) {
        if (event.number() > countedFrom) {
            unread.computeIfPresent(
                    event.topic(), (_, count) -> count == 1 ? null : Long.valueOf(count - 1));
        }
    }

    private ByteBuffer content() throws IOException {
        if (content.isEmpty()) {
            content = Optional.of(ByteBuffer.wrap(Files.readAllBytes(file)));
        }
        return content.get();
    }

    private void cut(int position) throws IOException {
        try (var out = FileChannel.open(file, StandardOpenOption.WRITE)) {
            out.truncate(position);
        }
        size = position;
    }

    void delete() throws IOException {
        Files.deleteIfExists(file);
    }

    Map<String, Long> unread() {
        return Map.copyOf(unread);
    }

    long size() {
        return size;
    }

    /// Stretches that could not be read when the segment was recovered.
    long damages() {
        return damages;
    }

    /// The highest number of an event in it, 0 without any.
    long highest() {
        return highest;
    }
}
