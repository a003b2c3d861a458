package dev.inquest.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.testcontainers.DockerClientFactory;

/// The container engine of this machine, where there is one.
final class Engine {

    private Engine() {}

    /// Skips the test, saying why, where there is no engine; else builds the image of what was
    /// built.
    static void withImage(Path root) throws IOException, InterruptedException {
        assumeTrue(
                DockerClientFactory.instance().isDockerAvailable(),
                "no container engine answers here: see CONTRIBUTING.md, \"Containers\"");
        var build =
                new ProcessBuilder(root.resolve("deploy/images/build").toString(), "--as-built")
                        .redirectErrorStream(true)
                        .start();
        var said = new String(build.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(build.waitFor()).as(said).isZero();
    }
}
