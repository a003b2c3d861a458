package dev.inquest.standalone.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inquest.schemas.wire.Clock;
import dev.inquest.schemas.wire.Transition;
import dev.inquest.standalone.demo.story.Chapter;
import dev.inquest.standalone.terminal.Screen;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class AudienceTest {

    private static final Instant START = Instant.parse("2026-11-23T10:00:00Z");

    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
    private final Audience audience =
            new Audience(
                    new Telling(
                            Screen.plain(new PrintStream(shown, true, StandardCharsets.UTF_8)),
                            START),
                    2,
                    List.of(new Chapter(Duration.ofSeconds(60), "people act")));

    @Test
    void theSlowestPartitionSaysHowFarDetectionIs() throws InterruptedException {
        hear(0, 90);
        hear(1, 30);
        assertThat(audience.awaitReached(START.plusSeconds(60), Duration.ZERO)).isFalse();

        hear(1, 60);
        assertThat(audience.awaitReached(START.plusSeconds(60), Duration.ZERO)).isTrue();
    }

    @Test
    void aChapterIsToldOnceDetectionHasReachedIt() {
        hear(0, 59);
        hear(1, 61);
        assertThat(shown.toString(StandardCharsets.UTF_8)).isEmpty();

        hear(0, 60);
        hear(0, 61);
        assertThat(shown.toString(StandardCharsets.UTF_8).lines())
                .containsExactly("+01:00  == people act ==");
    }

    private void hear(int partition, int seconds) {
        var clock =
                Clock.newBuilder()
                        .setPartition(partition)
                        .setAt(START.plusSeconds(seconds))
                        .build();
        audience.hear(Transition.newBuilder().setChange(clock).build());
    }
}
