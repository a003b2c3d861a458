package dev.inquest.console.casefile;

import java.util.List;

/// The events of a case, in the order of their times.
///
/// @param lines each as `replay` reads it
/// @param complete false when there were more than a case file holds
public record Events(List<Line> lines, boolean complete) {

    /// One event.
    ///
    /// @param json topic, key, timestamp and value in one line
    public record Line(long timestamp, String topic, String json) {}
}
