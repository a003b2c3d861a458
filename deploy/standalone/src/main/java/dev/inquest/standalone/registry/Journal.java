package dev.inquest.standalone.registry;

import java.util.List;
import java.util.function.Consumer;

/// Where changes are safe. Lets the registry's rules run, and be tested, without Kafka.
public interface Journal {

    /// Hands over all changes ever written, oldest first.
    void replay(Consumer<Change> reader);

    /// Returns only when all of them would survive a crash.
    ///
    /// @throws Refusal if that cannot be said; some of them may have been written nevertheless
    void write(List<Change> changes);
}
