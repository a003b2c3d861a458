package dev.inquest.crash;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Where the tests find logs: a few in the module itself, many in a corpus beside the project,
/// which need not be there.
final class Corpus {
    private static final Pattern ANSWER =
            Pattern.compile("\"file\": \"([^\"]+)\", \"outcome\": \"([A-Z_]+)\"");

    /// What a reader should conclude from a console.
    record Answer(String file, Outcome outcome) {}

    private Corpus() {}

    /// A directory of the corpus; the test that asks is skipped where there is none.
    static Path directory(String name) {
        Path root = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(root.resolve(".mvn")) && root.getParent() != null) {
            root = root.getParent();
        }
        Path directory = root.resolve("../shared/corpus").resolve(name).normalize();
        assumeTrue(Files.isDirectory(directory), "no corpus at " + directory);
        return directory;
    }

    static byte[] bundled(String console) {
        try (InputStream in = Corpus.class.getResourceAsStream("/consoles/" + console)) {
            if (in == null) {
                throw new IllegalArgumentException("no bundled console " + console);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Answer> bundledAnswers() {
        return answers(new String(bundled("answers.jsonl"), StandardCharsets.UTF_8));
    }

    static List<Answer> answers(String jsonLines) {
        List<Answer> answers = new ArrayList<>();
        Matcher matcher = ANSWER.matcher(jsonLines);
        while (matcher.find()) {
            answers.add(new Answer(matcher.group(1), Outcome.valueOf(matcher.group(2))));
        }
        return answers;
    }

    static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The files of the kernel-crash corpus in order of their numbers.
    static List<Path> numbered(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.getFileName().toString().matches("\\d+"))
                    .sorted(
                            Comparator.comparing(
                                    file -> Integer.valueOf(file.getFileName().toString())))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Reads a text as a console would deliver it, in the time of its own stamps.
    static void replay(List<String> lines, Consumer<KernelSignal> out) {
        CrashReader reader = new CrashReader("node-1");
        LogClock clock = new LogClock();
        for (String line : lines) {
            Instant at = clock.at(line);
            reader.line(at, line, out);
        }
        reader.end(out);
    }

    static List<String> lines(byte[] log) {
        return List.of(new String(log, StandardCharsets.UTF_8).split("\n", -1));
    }
}
