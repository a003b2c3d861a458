package dev.inquest.collectors.pull;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.concurrent.locks.ReentrantLock;

/// Keeps the last bytes of a stream, however long it is.
final class LastBytes {

    private static final int CHUNK = 8192;

    private final int most;
    // Guards the buffer: one thread fills it, another one asks for it.
    private final ReentrantLock lock = new ReentrantLock();
    private byte[] buffer = new byte[CHUNK];
    private int length;

    LastBytes(int most) {
        this.most = most;
    }

    /// Reads to the end; a stream that breaks has ended.
    void readAll(InputStream from) {
        var chunk = new byte[CHUNK];
        try {
            for (var count = from.read(chunk); count >= 0; count = from.read(chunk)) {
                add(chunk, count);
            }
        } catch (IOException e) {
            // The command was killed: what it wrote until then is kept.
        }
    }

    void add(byte[] bytes, int count) {
        lock.lock();
        try {
            if (length + count > buffer.length) {
                makeRoom(count);
            }
            System.arraycopy(bytes, 0, buffer, length, count);
            length += count;
        } finally {
            lock.unlock();
        }
    }

    /// Grows to twice what is kept, then moves the last bytes to the front now and again.
    private void makeRoom(int count) {
        var kept = Math.min(length, most);
        var size = Math.min(Math.max(buffer.length, 2 * (kept + count)), 2 * most + CHUNK);
        var fresh = new byte[size];
        System.arraycopy(buffer, length - kept, fresh, 0, kept);
        buffer = fresh;
        length = kept;
    }

    byte[] bytes() {
        lock.lock();
        try {
            return Arrays.copyOfRange(buffer, Math.max(0, length - most), length);
        } finally {
            lock.unlock();
        }
    }
}
