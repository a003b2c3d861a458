package dev.inquest.standalone.demo.stage;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// The story's time: it starts when the story does and moves only when it is told to, so that a
/// slow machine makes the story slow and not its nodes silent.
public final class StoryClock implements InstantSource {

    private final Instant start;
    private volatile Instant now;

    public StoryClock(Instant start) {
        this.start = start;
        this.now = start;
    }

    /// The moment that is zero in story time.
    public Instant start() {
        return start;
    }

    @Override
    public Instant instant() {
        return now;
    }

    void reach(Duration sinceStart) {
        now = start.plus(sinceStart);
    }
}
