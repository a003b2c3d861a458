package dev.inquest.collectors.console;

import dev.inquest.collectors.lines.LineSplitter;
import dev.inquest.collectors.publish.Deliveries;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;

/// Follows one file through growth, truncation and rotation.
///
/// A file that was cut and has grown past the old place between two looks (one second) cannot be
/// told from one that only grew.
final class ConsoleFile implements Closeable {

    static final int MAX_LINE = 8192;

    /// A file gets so much of one round, so that a flood on one console does not delay the others.
    private static final int BUDGET = 256 << 10;

    private final Path path;
    private final ConsoleStream stream;
    private final LineSplitter splitter;
    private FileChannel channel;
    private String fileId;
    private Deliveries deliveries;
    private long partialSince;
    private volatile long delivered;
    private volatile String deliveredFileId;

    private ConsoleFile(Path path, ConsoleStream stream, FileChannel channel, Start start) {
        this.path = path;
        this.stream = stream;
        this.channel = channel;
        this.fileId = start.fileId();
        this.deliveries = new Deliveries(start.offset());
        this.delivered = start.offset();
        this.deliveredFileId = fileId;
        this.splitter = new LineSplitter(MAX_LINE, start.offset(), this::line);
    }

    /// Where to begin, and until where the content is history.
    ///
    /// @param written when the history was written last
    record Start(String fileId, long offset, long historyEnd, Instant written) {}

    static ConsoleFile open(Path path, ConsoleStream stream, Start start) throws IOException {
        stream.history(start.historyEnd(), start.written());
        return new ConsoleFile(
                path, stream, FileChannel.open(path, StandardOpenOption.READ), start);
    }

    /// What tells this file from another one of the same name.
    static String idOf(BasicFileAttributes attributes) {
        return String.valueOf(attributes.fileKey()).replaceAll("\\s", "");
    }

    /// Reads what was added since the last look.
    void read(ByteBuffer buffer, byte[] bytes, Duration partialLine) throws IOException {
        var budget = BUDGET;
        while (budget > 0) {
            buffer.clear();
            var count = channel.read(buffer, splitter.position());
            if (count <= 0) {
                break;
            }
            buffer.flip().get(bytes, 0, count);
            splitter.feed(bytes, count);
            partialSince = System.nanoTime();
            budget -= count;
        }
        if (splitter.hasPartial()
                && System.nanoTime() - partialSince > partialLine.toNanos()
                && budget > 0) {
            splitter.flush();
        }
        deliveries.reached(splitter.lineStart());
        settle();
    }

    /// Looks whether the name stands for another file by now, or the file was cut.
    void look() throws IOException {
        try {
            var now = Files.readAttributes(path, BasicFileAttributes.class);
            var id = idOf(now);
            if (!id.equals(fileId)) {
                goOnIn(id);
            } else if (now.size() < splitter.position()) {
                restart();
            }
        } catch (NoSuchFileException e) {
            // Between two steps of a rotation, or for good; whoever lists the directory decides.
        }
    }

    /// The old file was read to its end in the round before.
    private void goOnIn(String id) throws IOException {
        if (channel.size() > splitter.position()) {
            return;
        }
        var fresh = FileChannel.open(path, StandardOpenOption.READ);
        channel.close();
        channel = fresh;
        fileId = id;
        restart();
    }

    private void restart() {
        splitter.restartAt(0);
        stream.history(0, Instant.MAX);
        deliveries = new Deliveries(0);
        settle();
    }

    private void line(String line, long start) {
        if (!line.isBlank()) {
            stream.line(line, start, deliveries);
        }
    }

    private void settle() {
        delivered = deliveries.delivered();
        deliveredFileId = fileId;
    }

    /// From where to read after a restart: everything before was accepted by Kafka.
    ConsolePositions.Position position() {
        return new ConsolePositions.Position(deliveredFileId, delivered);
    }

    /// Whether the file holds nothing that was not read and accepted.
    boolean isCaughtUp() {
        try {
            var now = Files.readAttributes(path, BasicFileAttributes.class);
            return idOf(now).equals(deliveredFileId) && now.size() == delivered;
        } catch (IOException e) {
            return true;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
