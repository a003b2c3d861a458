package dev.inquest.standalone.endtoend;

import dev.inquest.schemas.TimeSource;
import dev.inquest.schemas.Topics;
import dev.inquest.topology.Detector;
import dev.inquest.topology.DetectorSettings;
import io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// A detector in a process of its own, so that a test can kill it as a machine dies: at once.
final class DetectorProcess implements AutoCloseable {

    private final Process process;

    private DetectorProcess(Process process) {
        this.process = process;
    }

    static DetectorProcess start(
            String bootstrapServers, String registry, String prefix, Path directory) {
        var command =
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-Xmx256m",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-cp",
                        System.getProperty("java.class.path"),
                        DetectorProcess.class.getName(),
                        bootstrapServers,
                        registry,
                        prefix,
                        directory.toString());
        try {
            Files.createDirectories(directory);
            return new DetectorProcess(
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(Redirect.to(directory.resolve("log").toFile()))
                            .start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static void main(String[] arguments) throws InterruptedException {
        var topics = new Topics(arguments[2], TimeSource.STORY);
        var settings = new DetectorSettings(arguments[0], Path.of(arguments[3]), false, Map.of());
        var registry = new CachedSchemaRegistryClient(arguments[1], 100);
        try (var _ = Detector.start(settings, topics, registry)) {
            Thread.currentThread().join();
        }
    }

    /// No goodbye, no flush: kill -9.
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public void close() {
        kill();
    }
}
