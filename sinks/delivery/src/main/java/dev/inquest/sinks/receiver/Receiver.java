package dev.inquest.sinks.receiver;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Where findings go: the one interface that a new sink implements.
///
/// Order, retries, rate, dead letters and restarts are the delivery's business. A receiver turns
/// notices into one request and the response into answers. It is called from several threads, but
/// never twice at once for the same finding, and never for a finding whose last notice is not
/// answered.
public interface Receiver extends AutoCloseable {

    /// What it wants to be told.
    Interest interest();

    /// Tells it, and says what came of each notice, in the same order. What it throws counts as
    /// "later" for all of them.
    ///
    /// @param notices one, or up to [#batch] of the same lane
    List<Answer> tell(List<Notice> notices) throws InterruptedException;

    /// Whether a notice may end in somebody being woken. Then nothing is sent until paging is
    /// switched on.
    boolean wakes();

    /// How many notices it takes at once.
    default int batch() {
        return 1;
    }

    /// How often it must be reminded of findings that stay open, if at all.
    default Optional<Duration> reminders() {
        return Optional.empty();
    }

    /// Tells it that Inquest lives, so that silence means something. Called once a minute, and only
    /// while detection moves.
    ///
    /// @return empty where the receiver has no such thing
    default Optional<Answer> beat() throws InterruptedException {
        return Optional.empty();
    }

    /// Whether the heartbeat goes to an address of its own, and not to the receiver itself. In
    /// shadow the receiver is sent nothing.
    default boolean beatsElsewhere() {
        return false;
    }

    @Override
    default void close() {}
}
