package dev.inquest.standalone.broker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Keeps a second instance out of a data directory. The operating system drops the lock with the
/// process, so a crash leaves nothing to clean up; the file itself stays.
final class DataDirectoryLock implements AutoCloseable {

    private static final String FILE = "inquest.lock";

    private final FileChannel channel;

    private DataDirectoryLock(FileChannel channel) {
        this.channel = channel;
    }

    static DataDirectoryLock take(Path directory) {
        try {
            Files.createDirectories(directory);
            var file = directory.resolve(FILE);
            var channel =
                    FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!locked(channel)) {
                channel.close();
                throw new DataDirectoryInUse(directory, owner(file));
            }
            channel.truncate(0);
            var self = Long.toString(ProcessHandle.current().pid());
            channel.write(ByteBuffer.wrap(self.getBytes(StandardCharsets.UTF_8)));
            return new DataDirectoryLock(channel);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot use data directory " + directory, e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot release the data directory", e);
        }
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private static String owner(Path file) throws IOException {
        var pid = Files.readString(file).strip();
        return pid.isEmpty() ? "" : " (process %s)".formatted(pid);
    }
}
