package dev.inquest.collectors.pods;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.inquest.collectors.lines.LineSplitter;
import dev.inquest.collectors.observe.CollectorObserver;
import dev.inquest.collectors.publish.Publisher;
import dev.inquest.collectors.redact.Redactor;
import dev.inquest.schemas.NodeKey;
import dev.inquest.schemas.Topic;
import dev.inquest.schemas.json.JsonMismatch;
import dev.inquest.schemas.json.PlainJson;
import dev.inquest.schemas.wire.PodRestart;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Follows restarts that another program writes, one JSON object per line: `{"node":
/// "cluster/node", "value": {…}}` with the field names of PodRestart.
///
/// A broken line is reported with its number, and reading goes on behind it. The file is read from
/// its beginning at each start; a repeated restart has the same pod uid and count.
public final class PodRestartsFile implements AutoCloseable {

    /// Stands for standard input.
    public static final String STANDARD_INPUT = "-";

    private static final int MAX_LINE = 1 << 20;
    private static final int MAX_LOG_LINES = 40;
    private static final Duration POLL = Duration.ofMillis(200);
    private static final ObjectMapper JSON = new ObjectMapper();

    /// Opens what is followed.
    interface Input {
        InputStream open() throws IOException;
    }

    private final String name;
    private final Topic<PodRestart> topic;
    private final Publisher publisher;
    private final InstantSource time;
    private final CollectorObserver observer;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile long lines;

    private PodRestartsFile(
            String name,
            Topic<PodRestart> topic,
            Publisher publisher,
            InstantSource time,
            CollectorObserver observer) {
        this.name = name;
        this.topic = topic;
        this.publisher = publisher;
        this.time = time;
        this.observer = observer;
    }

    /// Begins to follow at once.
    ///
    /// @param file a path, or `-` for standard input, which is read to its end
    public static PodRestartsFile start(
            String file,
            Topic<PodRestart> topic,
            Publisher publisher,
            InstantSource time,
            CollectorObserver observer) {
        if (file.equals(STANDARD_INPUT)) {
            return start("standard input", () -> System.in, topic, publisher, time, observer);
        }
        Input input = () -> Files.newInputStream(Path.of(file));
        return start(file, input, topic, publisher, time, observer);
    }

    static PodRestartsFile start(
            String name,
            Input input,
            Topic<PodRestart> topic,
            Publisher publisher,
            InstantSource time,
            CollectorObserver observer) {
        var restarts = new PodRestartsFile(name, topic, publisher, time, observer);
        Thread.ofVirtual().name("pod-restarts").start(() -> restarts.run(input));
        observer.started("pods", name);
        return restarts;
    }

    /// How many lines were read, broken ones included.
    public long lines() {
        return lines;
    }

    private void run(Input input) {
        try (var in = input.open()) {
            follow(in);
        } catch (IOException e) {
            observer.blind("pods", name + ": " + e.getMessage());
        }
    }

    private void follow(InputStream in) throws IOException {
        var splitter = new LineSplitter(MAX_LINE, 0, (line, start) -> take(line));
        var bytes = new byte[64 << 10];
        do {
            int count;
            while ((count = in.read(bytes)) > 0) {
                splitter.feed(bytes, count);
            }
        } while (!in.equals(System.in) && !closedWithin(POLL));
        splitter.flush();
    }

    private void take(String line) {
        var number = lines + 1;
        lines = number;
        if (line.isBlank()) {
            return;
        }
        try {
            publish(JSON.readTree(line));
        } catch (JsonProcessingException e) {
            observer.brokenLine(name, number, "no JSON: " + e.getOriginalMessage());
        } catch (JsonMismatch | IllegalArgumentException e) {
            observer.brokenLine(name, number, String.valueOf(e.getMessage()));
        }
    }

    private void publish(JsonNode json) {
        var node = NodeKey.parse(json.path("node").asText());
        var restart = redacted(PlainJson.read(json.path("value"), PodRestart.class));
        var _ = publisher.publish(topic, node.toString(), time.instant(), restart);
    }

    private static PodRestart redacted(PodRestart restart) {
        var log = restart.getLastLogLines();
        var last = log.subList(Math.max(0, log.size() - MAX_LOG_LINES), log.size());
        return PodRestart.newBuilder(restart).setLastLogLines(Redactor.lines(last)).build();
    }

    private boolean closedWithin(Duration wait) {
        try {
            return closed.await(wait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            return true;
        }
    }

    /// Ends at the end of what is there; standard input is left to itself.
    @Override
    public void close() {
        closed.countDown();
    }
}
