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
}
