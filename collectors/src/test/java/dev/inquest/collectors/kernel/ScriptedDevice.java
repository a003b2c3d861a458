package dev.inquest.collectors.kernel;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/// A kernel log that gives one record per read, fails where it is told to, then blocks.
final class ScriptedDevice implements ReadableByteChannel {

    static final String OVERRUN = "EPIPE";
    private static final String CLOSED = "closed";

    private final BlockingQueue<String> records = new LinkedBlockingQueue<>();

    ScriptedDevice(List<String> records) {
        this.records.addAll(records);
    }

    void say(String record) {
        records.add(record);
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        var record = next();
        if (record.equals(CLOSED)) {
            throw new AsynchronousCloseException();
        }
        if (record.equals(OVERRUN)) {
            throw new IOException("Broken pipe");
        }
        var bytes = record.getBytes(StandardCharsets.UTF_8);
        into.put(bytes);
        return bytes.length;
    }

    private String next() throws IOException {
        try {
            return records.take();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public void close() {
        records.add(CLOSED);
    }
}
