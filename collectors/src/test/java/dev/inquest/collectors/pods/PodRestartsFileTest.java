package dev.inquest.collectors.pods;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.inquest.collectors.publish.RecordingObserver;
import dev.inquest.collectors.publish.RecordingPublisher;
import dev.inquest.schemas.TimeSource;
import dev.inquest.schemas.Topics;
import dev.inquest.schemas.wire.PodRestart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PodRestartsFileTest {

    private static final String GOOD =
            """
            {"node":"east/w-1","value":{"pod":"cilium-x","workload":"daemonset/cilium",\
            "restart_count":4,"exit_code":2,"last_log_lines":["panic: x","token=abcdefgh"]}}
            """;

    @TempDir Path temp;

    private final RecordingPublisher publisher = new RecordingPublisher();
    private final RecordingObserver observer = new RecordingObserver();

    @Test
    void restartsAreFollowed() throws IOException {
        var file = temp.resolve("restarts.jsonl");
        Files.writeString(file, GOOD);
        try (var _ = start(file)) {
            awaitRestarts(1);
            Files.writeString(file, GOOD, StandardOpenOption.APPEND);
            awaitRestarts(2);
        }
        var restart = publisher.events(PodRestart.class).getFirst();
        assertThat(publisher.all().getFirst().key()).isEqualTo("east/w-1");
        assertThat(restart.getWorkload()).isEqualTo("daemonset/cilium");
        assertThat(restart.getRestartCount()).isEqualTo(4);
        assertThat(restart.getLastLogLines()).containsExactly("panic: x", "token=[redacted]");
    }

    @Test
    void brokenLinesAreToldWithTheirNumberAndPassedOver() throws IOException {
        var file = temp.resolve("restarts.jsonl");
        var broken =
                """
                {
                \u0000\ufffd

                {"node":"nonsense","value":{"pod":"p"}}
                {"node":"a/b","value":{"restart_count":"many","pod":"p"}}
                {"node":"a/b"}
                [1,2]
                """;
        Files.writeString(file, broken + "x".repeat(2_000_000) + "\n" + GOOD);
        try (var _ = start(file)) {
            awaitRestarts(1);
        }
        assertThat(observer.heard())
                .containsExactly(
                        "broken " + file + ":1",
                        "broken " + file + ":2",
                        "broken " + file + ":4",
                        "broken " + file + ":5",
                        "broken " + file + ":6",
                        "broken " + file + ":7",
                        "broken " + file + ":8");
    }

    @Test
    void aMissingFileIsBlind() {
        try (var _ = start(temp.resolve("nothing"))) {
            await().untilAsserted(() -> assertThat(observer.heard()).containsExactly("blind pods"));
        }
    }

    private PodRestartsFile start(Path file) {
        return PodRestartsFile.start(
                file.toString(),
                new Topics("t.", TimeSource.STORY).pods(),
                publisher,
                InstantSource.system(),
                observer);
    }

    private void awaitRestarts(int count) {
        await().untilAsserted(() -> assertThat(publisher.events(PodRestart.class)).hasSize(count));
    }
}
