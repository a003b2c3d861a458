package dev.inquest.telemetry;

import java.util.List;
import java.util.function.Supplier;

/// A metric with all its label values, read at the moment somebody asks.
///
/// @param name dotted, such as `inquest.nodes`
/// @param unit in UCUM's terms, such as `s`, `{node}`; empty for none
record Family(
        String name,
        String help,
        String unit,
        Kind kind,
        Supplier<? extends List<Sample>> samples) {

    enum Kind {
        /// May go up and down.
        GAUGE,
        /// Only goes up, from the start of the process.
        COUNTER
    }

    Family {
        if (!name.matches("[a-z][a-z0-9_]*([.][a-z][a-z0-9_]*)*")) {
            throw new IllegalArgumentException("not the name of a metric: " + name);
        }
    }
}
