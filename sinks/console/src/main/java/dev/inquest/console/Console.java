package dev.inquest.console;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// What the pages stand on. The server answers before Kafka's tables can be read, so it is handed
/// this and learns of the fleet later.
public final class Console {

    private final AtomicReference<@Nullable Fleet> fleet = new AtomicReference<>();

    /// From now on there is something to show.
    public void open(Fleet opened) {
        fleet.set(opened);
    }

    /// From now on there is nothing to show any more.
    public void shut() {
        fleet.set(null);
    }

    /// What there is to show.
    ///
    /// @throws NotReady until the tables hold what was in Kafka
    public Fleet fleet() {
        var opened = fleet.get();
        if (opened == null || !opened.tables().isReady()) {
            throw new NotReady();
        }
        return opened;
    }
}
