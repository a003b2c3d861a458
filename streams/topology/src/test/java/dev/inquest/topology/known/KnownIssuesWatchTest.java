package dev.inquest.topology.known;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KnownIssuesWatchTest {

    private static final int BUILT_IN = KnownIssuesFile.builtIn().links().size();

    @TempDir Path directory;

    @Test
    void aChangedFileIsKnownSoonAndABrokenOneChangesNothing() throws IOException {
        var file = write("disable: [flannel]\n");
        try (var watch = KnownIssuesWatch.start(file, Duration.ofMillis(5))) {
            assertThat(watch.get().links()).hasSize(BUILT_IN - 1);

            write("disable: [flannel, weave]\n");
            await().untilAsserted(() -> assertThat(watch.get().links()).hasSize(BUILT_IN - 2));

            write("disable: [flannel,\n");
            var before = watch.get();
            await().during(Duration.ofMillis(100))
                    .untilAsserted(() -> assertThat(watch.get()).isSameAs(before));

            Files.delete(file);
            await().during(Duration.ofMillis(50))
                    .untilAsserted(() -> assertThat(watch.get()).isSameAs(before));

            write("");
            await().untilAsserted(() -> assertThat(watch.get().links()).hasSize(BUILT_IN));
        }
    }

    @Test
    void aFileThatIsWrongFromTheStartIsRefused() throws IOException {
        var file = write("links: 7\n");

        assertThatThrownBy(() -> KnownIssuesWatch.start(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(file + ":1: ");
        assertThatThrownBy(() -> KnownIssuesWatch.start(directory.resolve("nowhere")))
                .isInstanceOf(NoSuchFileException.class);
    }

    private Path write(String text) throws IOException {
        var fresh = Files.writeString(directory.resolve("fresh"), text);
        return Files.move(
                fresh, directory.resolve("mine.yaml"), StandardCopyOption.REPLACE_EXISTING);
    }
}
