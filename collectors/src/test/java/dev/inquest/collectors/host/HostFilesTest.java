package dev.inquest.collectors.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostFilesTest {

    @TempDir Path root;

    @Test
    void whatCannotBeReadIsEmpty() throws IOException {
        var host = new HostFiles(root);
        Files.createDirectory(root.resolve("directory"));
        assertThat(host.text("nothing")).isEmpty();
        assertThat(host.text("directory")).isEmpty();
        assertThat(host.names("nothing")).isEmpty();
        assertThat(host.linkTarget("directory")).isEmpty();
    }

    @Test
    void aHugeFileIsCut() {
        var host = new HostTree(root).with("huge", "x".repeat(HostFiles.MAX_BYTES + 10)).files();
        assertThat(host.text("huge").orElseThrow()).hasSize(HostFiles.MAX_BYTES);
    }

    @Test
    void uptimeIsParsedOrEmpty() {
        assertThat(Uptime.parse("2491.05 4000.1")).contains(Duration.ofMillis(2_491_050));
        assertThat(Uptime.parse("")).isEmpty();
        assertThat(Uptime.parse("-1 2")).isEmpty();
        assertThat(Uptime.parse("9".repeat(1000))).isEmpty();
    }

    @Test
    void stateIsReplacedWhole() throws IOException {
        var state = new StateFile(root.resolve("a/b/state"));
        assertThat(state.read()).isEmpty();
        state.write(List.of("one", "two"));
        state.write(List.of("three"));
        assertThat(state.read()).containsExactly("three");
    }
}
