package dev.inquest.standalone.web;

import static org.awaitility.Awaitility.await;

import dev.inquest.standalone.Main;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// The program in a process of its own, as a person starts it, on free ports.
final class ProgramProcess implements AutoCloseable {

    private static final Pattern CONSOLE = Pattern.compile("console:?\\s+(http://\\S+)");
    private static final Pattern KAFKA = Pattern.compile("Kafka: (\\S+:\\d+)");
    private static final Duration STARTS_WITHIN = Duration.ofMinutes(4);

    private static final List<String> JAVA =
            List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:+UseSerialGC",
                    "-Xmx700m",
                    "--enable-native-access=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow",
                    "-cp",
                    System.getProperty("java.class.path"),
                    Main.class.getName());

    private final Process process;
    private final Path log;

    private ProgramProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /// `inquest demo` in a hurry.
    static ProgramProcess demo(Path directory, int speed) {
        return start(directory, "demo", "--speed=" + speed);
    }

    static ProgramProcess start(Path directory, String... arguments) {
        var log = directory.resolve("program.log");
        var command = new ArrayList<>(JAVA);
        command.addAll(List.of(arguments));
        command.addAll(List.of("--http-port=0", "--kafka-port=0", "--data-dir=" + directory));
        try {
            var process =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(Redirect.to(log.toFile()))
                            .start();
            return new ProgramProcess(process, log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Where the console answers; waits until it is said.
    String console() {
        return said(CONSOLE);
    }

    String kafka() {
        return said(KAFKA);
    }

    private String said(Pattern what) {
        return await("the program says " + what + ": see " + log)
                .atMost(STARTS_WITHIN)
                .until(() -> find(what), Optional::isPresent)
                .orElseThrow();
    }

    private Optional<String> find(Pattern what) {
        try {
            var found = what.matcher(Files.readString(log));
            return found.find() ? Optional.of(found.group(1)) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
