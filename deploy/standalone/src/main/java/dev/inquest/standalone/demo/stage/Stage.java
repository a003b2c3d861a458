package dev.inquest.standalone.demo.stage;

import dev.inquest.standalone.demo.story.Happening;
import java.time.Instant;

/// Where the story is played: the only way from the simulation to detection.
interface Stage {

    /// Lets something happen; it may not have arrived when this returns.
    void play(Happening happening, Instant at);

    /// Lets the time reach a moment in every partition of the heartbeats.
    void tick(Instant at);

    /// Waits until everything played so far is accepted by Kafka, console lines included.
    ///
    /// @throws IllegalStateException when something never will be
    void settle() throws InterruptedException;
}
