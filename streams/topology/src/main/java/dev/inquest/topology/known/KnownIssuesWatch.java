package dev.inquest.topology.known;

import dev.inquest.detection.known.KnownIssues;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Follows an operator's file of known issues: what it says is known within seconds of its change,
/// and as long as it says nothing sensible, what it said before stays known.
///
/// It is read whole and compared, because time stamps miss what a mounted ConfigMap does; and a
/// change counts once two looks agree on it, because an editor may be half-way through.
public final class KnownIssuesWatch implements Supplier<KnownIssues>, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(KnownIssuesWatch.class);
    private static final Duration LOOK = Duration.ofSeconds(2);
    private static final int MAX_BYTES = (1 << 20) + 1;

    private final Path file;
    private final KnownIssues builtIn = KnownIssuesFile.builtIn();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile KnownIssues known;
    private byte[] judged;
    private byte[] seen;
    private String complaint = "";

    private KnownIssuesWatch(Path file) throws IOException {
        this.file = file;
        this.judged = bytes();
        this.seen = judged;
        this.known = parse(judged);
    }

    /// Reads the file and begins to follow it.
    ///
    /// @throws IllegalArgumentException when it is no file of known issues, naming file and line
    /// @throws IOException when it cannot be read
    public static KnownIssuesWatch start(Path file) throws IOException {
        return start(file, LOOK);
    }

    static KnownIssuesWatch start(Path file, Duration every) throws IOException {
        var watch = new KnownIssuesWatch(file);
        Thread.ofVirtual().name("known-issues").start(() -> watch.follow(every));
        return watch;
    }

    /// What is known now.
    @Override
    public KnownIssues get() {
        return known;
    }

    private void follow(Duration every) {
        while (!closedWithin(every)) {
            look();
        }
    }

    private void look() {
        try {
            var now = bytes();
            var isSettled = Arrays.equals(now, seen);
            seen = now;
            if (isSettled && !Arrays.equals(now, judged)) {
                judged = now;
                known = parse(now);
                complaint = "";
                LOG.atInfo()
                        .addKeyValue("file", file)
                        .addKeyValue("links", known.links().size())
                        .addKeyValue("panics", known.panics().size())
                        .log("known issues reloaded");
            }
        } catch (IOException e) {
            complain("cannot be read");
        } catch (IllegalArgumentException e) {
            complain(String.valueOf(e.getMessage()));
        }
    }

    /// Once for each thing that is wrong.
    private void complain(String why) {
        if (!why.equals(complaint)) {
            complaint = why;
            LOG.atWarn()
                    .addKeyValue("file", file)
                    .addKeyValue("why", why)
                    .log("known issues not reloaded; the last good ones stay");
        }
    }

    private byte[] bytes() throws IOException {
        try (var in = Files.newInputStream(file)) {
            return in.readNBytes(MAX_BYTES);
        }
    }

    private KnownIssues parse(byte[] bytes) throws IOException {
        return KnownIssuesFile.over(builtIn, new ByteArrayInputStream(bytes), file.toString());
    }

    private boolean closedWithin(Duration wait) {
        try {
            return closed.await(wait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            return true;
        }
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
