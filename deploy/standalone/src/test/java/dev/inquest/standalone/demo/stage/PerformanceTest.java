package dev.inquest.standalone.demo.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inquest.schemas.TimeSource;
import dev.inquest.schemas.Topics;
import dev.inquest.standalone.demo.fleet.Fleet;
import dev.inquest.standalone.demo.story.Happening;
import dev.inquest.standalone.demo.story.Simulation;
import dev.inquest.standalone.demo.story.Story;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PerformanceTest {

    private static final Instant START = Instant.parse("2026-11-23T10:00:00Z");

    private final StoryClock clock = new StoryClock(START);
    private final Recorded stage = new Recorded();
    private final Simulation simulation = simulation();
    private final Performance performance = new Performance(simulation, stage, clock);

    @Test
    void ticksAreNeverMoreThanASecondApart() throws InterruptedException {
        for (var i = 0; i < 30; i++) {
            performance.step();
        }

        assertThat(stage.ticks).hasSize(30).first().isEqualTo(START);
        for (var i = 1; i < stage.ticks.size(); i++) {
            assertThat(Duration.between(stage.ticks.get(i - 1), stage.ticks.get(i)))
                    .isLessThanOrEqualTo(Duration.ofSeconds(1));
        }
    }

    @Test
    void nothingIsPlayedTwiceOrLeftOut() throws InterruptedException {
        for (var i = 0; i <= 30; i++) {
            performance.step();
        }

        assertThat(stage.played)
                .isEqualTo(simulation.between(Duration.ofMillis(-1), Duration.ofSeconds(30)));
    }

    @Test
    void theStoryStandsStillWhereAStepDoesNotArrive() throws InterruptedException {
        performance.step();
        stage.fails = true;

        assertThatThrownBy(performance::step).isInstanceOf(IllegalStateException.class);
        assertThat(performance.played()).isEqualTo(Duration.ZERO);
    }

    private static Simulation simulation() {
        var story = new Story(Fleet.drawn(1, 2), List.of(), List.of(), Duration.ofMinutes(1));
        return Simulation.of(story, new Topics("inquest.", TimeSource.STORY), START);
    }

    private static final class Recorded implements Stage {

        private final List<Happening> played = new ArrayList<>();
        private final List<Instant> ticks = new ArrayList<>();
        private boolean fails;

        @Override
        public void play(Happening happening, Instant at) {
            assertThat(at).isEqualTo(START.plus(happening.at()));
            played.add(happening);
        }

        @Override
        public void tick(Instant at) {
            ticks.add(at);
        }

        @Override
        public void settle() {
            if (fails) {
                throw new IllegalStateException("Kafka is away");
            }
        }
    }
}
