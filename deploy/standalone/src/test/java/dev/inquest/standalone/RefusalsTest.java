package dev.inquest.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every expected refusal is one line that names what to change, an exit code, and nothing else.
class RefusalsTest {

    @TempDir Path directory;

    @Test
    void anUnknownOptionIsNamedWithTheHelpToRead() {
        refused(2, "Unknown option: '--nonsense' (see ./inquest up --help)", "up", "--nonsense");
    }

    @Test
    void anUnknownCommandIsNamed() {
        refused(2, "Unmatched argument at index 0: 'nonsense' (see ./inquest --help)", "nonsense");
    }

    @Test
    void anUnknownOutputFormatIsRefused() {
        var run = RunCommand.of("status", "--output", "xml");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).hasSize(1);
        assertThat(run.err().getFirst()).contains("--output", "'xml'", "./inquest status --help");
    }

    @Test
    void aPortOutOfRangeIsRefused() {
        refused(2, "inquest up: --http-port: 0 to 65535, not 70000", "up", "--http-port", "70000");
    }

    @Test
    void oneExternalServerNeedsTheOther() {
        refused(
                2,
                "inquest up: --bootstrap-servers and --schema-registry need each other",
                "up",
                "--bootstrap-servers",
                "127.0.0.1:1");
    }

    @Test
    void aMissingClientConfigIsNamed() {
        var missing = directory.resolve("no.properties").toString();
        refused(
                2,
                "inquest: --client-config: " + missing + " cannot be read",
                "up",
                "--client-config",
                missing);
    }

    @Test
    void aConsoleDirectoryThatIsNoneIsNamed() {
        refused(
                2,
                "inquest up: --console-dir: /nowhere is no directory",
                "up",
                "--console-dir",
                "/nowhere");
    }

    @Test
    void aDataDirectoryThatCannotBeIsNamed() throws IOException {
        var file = Files.createFile(directory.resolve("file"));
        var run = RunCommand.of("up", "--data-dir", file.resolve("below").toString());
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).hasSize(1);
        assertThat(run.err().getFirst()).startsWith("inquest up: --data-dir: " + file);
    }

    @Test
    void aTakenPortIsNamedWithItsOption() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            var port = taken.getLocalPort();
            refused(
                    3,
                    "inquest up: port %d on 127.0.0.1 is already in use (--http-port)"
                            .formatted(port),
                    "up",
                    "--data-dir",
                    directory.toString(),
                    "--kafka-port",
                    "0",
                    "--http-port",
                    Integer.toString(port));
        }
    }

    @Test
    void aKafkaThatDoesNotAnswerIsNamed() throws IOException {
        refused(
                3,
                "inquest status: no Kafka answers at 127.0.0.1:1 (--bootstrap-servers)",
                "status",
                "--bootstrap-servers",
                "127.0.0.1:1");
    }

    @Test
    void everyProblemOfASettingsFileIsALineOfItsOwn() throws IOException {
        var file =
                Files.writeString(
                        directory.resolve("consoles.yaml"),
                        "consoles:\n  - {node: n1, from: nowhere}\ntypo: 1\n");
        var wanted = "file:PATH, pty:PATH, unix:PATH or tcp:HOST:PORT, not 'nowhere'";
        var problems =
                new String[] {
                    file + ":2: consoles[0].from: " + wanted,
                    file + ":3: typo: is no known property"
                };
        for (var command :
                List.of(List.of("collect", "console", "--settings"), List.of("up", "--consoles"))) {
            var arguments = new ArrayList<>(command);
            arguments.add(file.toString());
            var run = RunCommand.of(arguments.toArray(String[]::new));
            assertThat(run.code()).isEqualTo(2);
            assertThat(run.err()).hasSize(2);
            assertThat(run.err().getFirst()).endsWith(problems[0]).contains(command.getLast());
            assertThat(run.err().getLast()).isEqualTo(problems[1]);
        }
    }

    @Test
    void collectNeedsToKnowWhatAndFromWhere() {
        refused(2, "Missing required collector (see ./inquest collect --help)", "collect");
        refused(
                2,
                "inquest collect console: --settings or --console-dir must name consoles",
                "collect",
                "console");
        refused(
                3,
                "inquest collect console: no Kafka answers at 127.0.0.1:1 (--bootstrap-servers)",
                "collect",
                "console",
                "--data-dir",
                directory.toString(),
                "--console-dir",
                directory.toString(),
                "--bootstrap-servers",
                "127.0.0.1:1");
    }

    @Test
    void missingFilesAreNamed() {
        refused(2, "inquest replay: /nowhere does not exist", "replay", "/nowhere");
        refused(2, "inquest crash: /nowhere does not exist", "crash", "/nowhere");
    }

    @Test
    void aRawLogNeedsItsNode() throws IOException {
        var log = Files.writeString(directory.resolve("console"), "[    0.000000] hello\n");
        refused(
                2,
                "inquest replay: " + log + " is a raw log: --node CLUSTER/NODE must say whose",
                "replay",
                log.toString());
    }

    private static void refused(int code, String line, String... arguments) {
        var run = RunCommand.of(arguments);
        assertThat(run.err()).containsExactly(line);
        assertThat(run.out()).isEmpty();
        assertThat(run.code()).isEqualTo(code);
    }
}
