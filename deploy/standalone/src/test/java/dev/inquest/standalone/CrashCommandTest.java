package dev.inquest.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CrashCommandTest {

    private static final String PANIC =
            """
            [    1.000000] Kernel panic - not syncing: boom
            [    1.000001] ---[ end Kernel panic - not syncing: boom ]---
            """;

    @TempDir Path directory;

    @Test
    void eachFileIsOneObjectAndQuietFilesHaveNoCrashes() throws IOException {
        Files.createDirectories(directory.resolve("below"));
        Files.writeString(directory.resolve("below/panic.log"), PANIC);
        Files.writeString(directory.resolve("quiet"), "[    1.000000] all is well\n");

        var run = RunCommand.of("crash", directory.toString());

        assertThat(run.code()).isZero();
        assertThat(run.out()).hasSize(2);
        assertThat(run.out().get(0))
                .startsWith("{\"file\":\"below/panic.log\",\"crashes\":[{\"title\":")
                .contains("\"outcome\":\"HUNG\"");
        assertThat(run.out().get(1)).isEqualTo("{\"file\":\"quiet\",\"crashes\":[]}");
    }

    @Test
    void aDirectoryIsReadWithoutWhatIsNoLog() throws IOException {
        for (var name : new String[] {"a.ts", "a.raw", "a.jsonl", "README.md", "LICENSE.txt"}) {
            Files.writeString(directory.resolve(name), PANIC);
        }

        var run = RunCommand.of("crash", directory.toString());

        assertThat(run.code()).isZero();
        assertThat(run.out()).isEmpty();
    }

    @Test
    void aFileThatIsNamedIsReadWhateverItIsCalled() throws IOException {
        var log = Files.writeString(directory.resolve("kmsg.raw"), PANIC);

        var run = RunCommand.of("crash", "--output", "text", log.toString());

        assertThat(run.out()).first().isEqualTo("kmsg.raw:");
        assertThat(run.out()).element(2).asString().startsWith("    hung");
    }

    @Test
    void whatCannotBeReadIsNamedAndTheRestIsRead() throws IOException {
        Files.writeString(directory.resolve("b.log"), PANIC);

        var run =
                RunCommand.of(
                        "crash",
                        directory.resolve("missing.log").toString(),
                        directory.resolve("b.log").toString());

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.out()).hasSize(1).first().asString().contains("\"file\":\"b.log\"");
        assertThat(run.err()).hasSize(1).first().asString().endsWith("missing.log does not exist");
    }

    @Test
    void theOrderDoesNotDependOnTheJobs() throws IOException {
        for (int i = 0; i < 100; i++) {
            var quiet = "[    1.000000] all is well\n".repeat(i % 7 * 100);
            Files.writeString(directory.resolve("%03d.log".formatted(i)), quiet + PANIC);
        }

        var one = RunCommand.of("crash", "--jobs", "1", directory.toString());
        var many = RunCommand.of("crash", "--jobs", "7", directory.toString());

        assertThat(one.out()).hasSize(100).isEqualTo(many.out());
        assertThat(one.out()).first().asString().contains("000.log");
        assertThat(many.err()).as("no progress where nobody watches").isEmpty();
    }

    @Test
    void jobsMustMakeSense() {
        var run = RunCommand.of("crash", "--jobs", "0", directory.toString());

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).hasSize(1).first().asString().contains("--jobs");
    }
}
