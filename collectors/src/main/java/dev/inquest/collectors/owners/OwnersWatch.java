package dev.inquest.collectors.owners;

import dev.inquest.collectors.observe.CollectorObserver;
import dev.inquest.collectors.rounds.Rounds;
import java.time.Duration;
import java.util.function.Supplier;

/// Looks for owners again and again, on a thread of its own: a process that is stuck may make the
/// look wait, and links must not wait with it.
public final class OwnersWatch implements Supplier<Owners>, AutoCloseable {

    private static final Duration LOOK = Duration.ofSeconds(20);

    private volatile Owners owners;
    private final Rounds rounds;

    private OwnersWatch(OwnersSource source, CollectorObserver observer) {
        this.owners = source.look();
        this.rounds = Rounds.every(LOOK, "link owners", () -> owners = source.look(), observer);
    }

    /// Looks once, and then goes on looking.
    public static OwnersWatch start(OwnersSource source, CollectorObserver observer) {
        return new OwnersWatch(source, observer);
    }

    /// Who was there when last looked.
    @Override
    public Owners get() {
        return owners;
    }

    @Override
    public void close() {
        rounds.close();
    }
}
