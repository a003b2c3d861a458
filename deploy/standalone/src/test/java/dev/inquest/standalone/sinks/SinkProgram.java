package dev.inquest.standalone.sinks;

import dev.inquest.standalone.Main;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// `./inquest sink` as its user runs it, in a process of its own, with everything that it says kept
/// in a directory.
final class SinkProgram implements AutoCloseable {

    private final Process process;
    private final Path directory;

    private SinkProgram(Process process, Path directory) {
        this.process = process;
        this.directory = directory;
    }

    static SinkProgram start(
            Path directory, Map<String, String> environment, List<String> arguments)
            throws IOException {
        Files.createDirectories(directory);
        var command = new ArrayList<>(List.of("sink"));
        command.addAll(arguments);
        command.addAll(List.of("--data-dir", directory.resolve("data").toString()));
        return new SinkProgram(
                Jvm.of(Main.class, environment, command)
                        .redirectOutput(Redirect.to(directory.resolve("screen").toFile()))
                        .start(),
                directory);
    }

    /// All that it has written: on the screen, and in its log.
    String said() {
        var said = new StringBuilder();
        try (var files = Files.walk(directory)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                said.append(Files.readString(file));
            }
        } catch (IOException e) {
            return "";
        }
        return said.toString();
    }

    /// Waits until it has ended by itself.
    int code() throws InterruptedException {
        return process.waitFor(1, TimeUnit.MINUTES) ? process.exitValue() : -1;
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
