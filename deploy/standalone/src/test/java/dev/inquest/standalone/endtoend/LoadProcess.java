package dev.inquest.standalone.endtoend;

import dev.inquest.collectors.observe.CollectorObserver;
import dev.inquest.collectors.publish.KafkaPublisher;
import dev.inquest.collectors.publish.KafkaPublisher.SpooledTopics;
import dev.inquest.collectors.publish.Publisher;
import dev.inquest.collectors.spool.Spool;
import dev.inquest.collectors.spool.SpoolSettings;
import dev.inquest.schemas.HttpSchemaIds;
import dev.inquest.schemas.TimeSource;
import dev.inquest.schemas.Topics;
import dev.inquest.schemas.wire.Heartbeat;
import dev.inquest.schemas.wire.KernelEvent;
import dev.inquest.schemas.wire.KernelKind;
import dev.inquest.schemas.wire.KernelSource;
import dev.inquest.schemas.wire.Link;
import dev.inquest.schemas.wire.NodeLinks;
import dev.inquest.schemas.wire.PodRestart;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// A node under load in a process of its own: it publishes numbered events through the agent's
/// publisher and spool, and writes down which of them it was told are safe.
final class LoadProcess implements AutoCloseable {

    static final String NODE = "c/n";

    private static final int A_SECOND = 30;
    private static final int BEAT_EVERY = 15;

    private final Process process;

    private LoadProcess(Process process) {
        this.process = process;
    }

    /// @param first number of its first event
    static LoadProcess start(
            String bootstrapServers, String registry, String prefix, Path directory, long first) {
        var command =
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-Xmx64m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LoadProcess.class.getName(),
                        bootstrapServers,
                        registry,
                        prefix,
                        directory.toString(),
                        Long.toString(first));
        try {
            Files.createDirectories(directory);
            return new LoadProcess(
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(Redirect.to(directory.resolve("log-" + first).toFile()))
                            .start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static void main(String[] arguments) throws Exception {
        var topics = new Topics(arguments[2], TimeSource.STORY);
        var directory = Path.of(arguments[3]);
        var spool =
                Spool.open(
                        new SpoolSettings(
                                directory.resolve("spool"), SpoolSettings.DEFAULT_MAX_BYTES));
        var schemas = HttpSchemaIds.of(arguments[1], Map.of()).orElseThrow();
        var first = Long.parseLong(arguments[4]);
        try (var safe = new PrintStream(directory.resolve("safe-" + first).toFile());
                var publisher =
                        KafkaPublisher.start(
                                arguments[0],
                                Map.of(),
                                schemas,
                                Optional.of(new SpooledTopics(spool, topics.events())),
                                CollectorObserver.NONE)) {
            publish(publisher, topics, first, safe);
        }
    }

    private static void publish(Publisher publisher, Topics topics, long first, PrintStream safe)
            throws InterruptedException {
        var time = InstantSource.system();
        for (var number = first; ; number++) {
            var at = time.instant();
            var told =
                    switch ((int) (number % 3)) {
                        case 0 -> publisher.publish(topics.kernel(), NODE, at, kernel(number));
                        case 1 -> publisher.publish(topics.links(), NODE, at, links(number));
                        default -> publisher.publish(topics.pods(), NODE, at, pod(number));
                    };
            note(told, number, safe);
            if (number % BEAT_EVERY == 0) {
                var beat = Heartbeat.newBuilder().setBootId("b").setSequence(number).build();
                var _ = publisher.publish(topics.heartbeats(), NODE, at, beat);
            }
            TimeUnit.MILLISECONDS.sleep(1000 / A_SECOND);
        }
    }

    private static void note(CompletableFuture<Void> told, long number, PrintStream safe) {
        var _ =
                told.thenRun(() -> {
                    synchronized (safe) { // lines stay whole
                        safe.println(number);
                        safe.flush();
                    }
                });
    }

    private static KernelEvent kernel(long number) {
        return KernelEvent.newBuilder()
                .setSource(KernelSource.KMSG)
                .setKind(KernelKind.CRASHED)
                .setTitle(Long.toString(number))
                .build();
    }

    private static NodeLinks links(long number) {
        var link = Link.newBuilder().setIndex(1).setName(Long.toString(number)).build();
        return NodeLinks.newBuilder().setLinks(List.of(link)).build();
    }

    private static PodRestart pod(long number) {
        return PodRestart.newBuilder().setPod(Long.toString(number)).build();
    }

    /// No goodbye, no flush: kill -9.
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() {
        kill();
    }
}
