package dev.inquest.standalone.platform;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Closes in reverse what was started in order, and lets no failure to close one keep the others
/// open.
public final class ClosingOrder implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ClosingOrder.class);

    private final Deque<AutoCloseable> open = new ArrayDeque<>();

    /// Remembers what has just been started.
    public <T extends AutoCloseable> T add(T started) {
        open.push(started);
        return started;
    }

    @Override
    public void close() {
        while (!open.isEmpty()) {
            close(open.pop());
        }
    }

    private static void close(AutoCloseable started) {
        try {
            started.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            LOG.atWarn()
                    .setCause(e)
                    .addKeyValue("part", started.getClass().getSimpleName())
                    .log("a part did not close cleanly");
        }
    }
}
