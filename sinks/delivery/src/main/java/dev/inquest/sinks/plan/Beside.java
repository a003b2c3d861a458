package dev.inquest.sinks.plan;

import dev.inquest.sinks.delivery.Findings;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;

/// Something a sink does beside telling findings, such as telling what changed in the fleet. It
/// runs only where the sink may send.
@FunctionalInterface
public interface Beside {

    /// Starts it; whoever called closes it.
    ///
    /// @param lead whether this instance of the sink is the one that tells now
    AutoCloseable start(Findings findings, InstantSource clock, BooleanSupplier lead);
}
