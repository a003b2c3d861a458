package dev.inquest.standalone.demo.stage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inquest.schemas.NodeKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ConsoleFilesTest {

    @Test
    void textIsAppendedByteForByte(@TempDir Path directory) throws IOException {
        var files = new ConsoleFiles(directory.resolve("consoles"));
        var node = new NodeKey("demo", "a");

        files.append(node, "one\r\n");
        files.append(node, "\u00ff\r");

        var file = directory.resolve("consoles/a.log");
        assertThat(Files.readAllBytes(file)).containsExactly('o', 'n', 'e', '\r', '\n', 0xff, '\r');
        assertThat(files.sizes()).isEqualTo(Map.of(file, 7L));
    }
}
