package dev.inquest.topology.known;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.inquest.detection.known.Advisories;
import dev.inquest.detection.known.KnownIssues;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFileWatchTest {

    private static final int BUILT_IN = KnownIssuesFile.builtIn().links().size();

    @TempDir Path directory;

    @Test
    void aChangedFileIsKnownSoonAndABrokenOneChangesNothing() throws IOException {
        var file = write("disable: [flannel]\n");
        try (var watch = watch(file)) {
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

        assertThatThrownBy(() -> DataFileWatch.ofKnownIssues(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(file + ":1: ");
        assertThatThrownBy(() -> DataFileWatch.ofKnownIssues(directory.resolve("nowhere")))
                .isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void advisoriesAreFollowedToo() throws IOException {
        var file = write("advisories: []\n");
        try (var watch =
                DataFileWatch.start(
                        "advisories", file, AdvisoriesFile::read, Duration.ofMillis(5))) {
            assertThat(watch.get()).isEqualTo(Advisories.NONE);

            write("advisories: [{id: a, title: hangs, kernels: [{from: 5.15.0-91}]}]\n");

            await().untilAsserted(() -> assertThat(watch.get().list()).hasSize(1));
        }
        write("advisories: [{id: a, title: hangs, kernels: [{from: jammy}]}]\n");
        assertThatThrownBy(() -> DataFileWatch.ofAdvisories(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(file + ":1")
                .hasMessageContaining("jammy");
    }

    private static DataFileWatch<KnownIssues> watch(Path file) throws IOException {
        var builtIn = KnownIssuesFile.builtIn();
        return DataFileWatch.start(
                "known issues",
                file,
                (in, name) -> KnownIssuesFile.over(builtIn, in, name),
                Duration.ofMillis(5));
    }

    private Path write(String text) throws IOException {
        var fresh = Files.writeString(directory.resolve("fresh"), text);
        return Files.move(
                fresh, directory.resolve("mine.yaml"), StandardCopyOption.REPLACE_EXISTING);
    }
}
