package dev.inquest.standalone.demo.stage;

import dev.inquest.standalone.demo.story.Simulation;
import java.time.Duration;

/// Plays the simulation on the stage in steps; the clock follows what has arrived.
final class Performance {

    /// The longest step of story time: short enough that no partition ever sees a hole.
    static final Duration STEP = Duration.ofSeconds(1);

    private final Simulation simulation;
    private final Stage stage;
    private final StoryClock clock;
    private Duration played = Duration.ofMillis(-1);

    Performance(Simulation simulation, Stage stage, StoryClock clock) {
        this.simulation = simulation;
        this.stage = stage;
        this.clock = clock;
    }

    /// How far the story has come.
    Duration played() {
        return played;
    }

    /// Plays the next step, and returns when all of it has arrived.
    void step() throws InterruptedException {
        var until = played.isNegative() ? Duration.ZERO : played.plus(STEP);
        var now = clock.start().plus(until);
        for (var happening : simulation.between(played, until)) {
            stage.play(happening, clock.start().plus(happening.at()));
        }
        stage.tick(now);
        clock.reach(until);
        stage.settle();
        played = until;
    }
}
