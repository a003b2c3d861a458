package dev.inquest.topology.known;

import dev.inquest.detection.known.Advisories;
import dev.inquest.detection.known.KnownIssues;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Follows an operator's data file: what it says is known within seconds of its change, and as long
/// as it says nothing sensible, what it said before stays known.
///
/// It is read whole and compared, because time stamps miss what a mounted ConfigMap does; and a
/// change counts once two looks agree on it, because an editor may be half-way through.
public final class DataFileWatch<T> implements Supplier<T>, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DataFileWatch.class);
    private static final Duration LOOK = Duration.ofSeconds(2);
    private static final int MAX_BYTES = (1 << 20) + 1;

    private final String what;
    private final Path file;
    private final Format<T> format;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile T known;
    private byte[] judged;
    private byte[] seen;
    private String complaint = "";

    private DataFileWatch(String what, Path file, Format<T> format) throws IOException {
        this.what = what;
        this.file = file;
        this.format = format;
        this.judged = bytes();
        this.seen = judged;
        this.known = parse(judged);
    }

    /// How the bytes of such a file become data.
    interface Format<T> {

        /// Reads them.
        ///
        /// @param name of the file, as complaints begin
        /// @throws IllegalArgumentException when it is no such file, naming file and line
        T read(InputStream in, String name) throws IOException;
    }

    /// Reads a file of known issues, laid over the built-in ones, and begins to follow it.
    ///
    /// @throws IllegalArgumentException when it is no file of known issues, naming file and line
    /// @throws IOException when it cannot be read
    public static DataFileWatch<KnownIssues> ofKnownIssues(Path file) throws IOException {
        var builtIn = KnownIssuesFile.builtIn();
        return start(
                "known issues", file, (in, name) -> KnownIssuesFile.over(builtIn, in, name), LOOK);
    }

    /// Reads a file of advisories and begins to follow it.
    ///
    /// @throws IllegalArgumentException when it is no file of advisories, naming file and line
    /// @throws IOException when it cannot be read
    public static DataFileWatch<Advisories> ofAdvisories(Path file) throws IOException {
        return start("advisories", file, AdvisoriesFile::read, LOOK);
    }

    static <T> DataFileWatch<T> start(String what, Path file, Format<T> format, Duration every)
            throws IOException {
        var watch = new DataFileWatch<T>(what, file, format);
        Thread.ofVirtual().name(what).start(() -> watch.follow(every));
        return watch;
    }

    /// What is known now.
    @Override
    public T get() {
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
                        .addKeyValue("data", what)
                        .log("data file reloaded");
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
                    .addKeyValue("data", what)
                    .addKeyValue("why", why)
                    .log("data file not reloaded; what it said last stays");
        }
    }

    private byte[] bytes() throws IOException {
        try (var in = Files.newInputStream(file)) {
            return in.readNBytes(MAX_BYTES);
        }
    }

    private T parse(byte[] bytes) throws IOException {
        return format.read(new ByteArrayInputStream(bytes), file.toString());
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
