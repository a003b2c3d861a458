package dev.inquest.benchmarks.kmsg;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.util.concurrent.CountDownLatch;

/// Keeps a reader from its next read, as a starved process would be kept.
final class Pause {

    private volatile CountDownLatch latch = new CountDownLatch(0);

    void begin() {
        latch = new CountDownLatch(1);
    }

    void end() {
        latch.countDown();
    }

    ReadableByteChannel around(ReadableByteChannel channel) {
        return new ReadableByteChannel() {
            @Override
            public int read(ByteBuffer into) throws IOException {
                try {
                    latch.await();
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
                return channel.read(into);
            }

            @Override
            public boolean isOpen() {
                return channel.isOpen();
            }

            @Override
            public void close() throws IOException {
                channel.close();
            }
        };
    }
}
