package dev.inquest.detection.forecast;

import dev.inquest.detection.forecast.CrashkernelRanges.Row;

/// A reservation held against a row of a distribution's table.
///
/// @param memory of the machine, in bytes
/// @param reserved for the capture kernel, in bytes
public record Guidance(ReservationTable table, Row row, long memory, long reserved) {

    /// Whether less is reserved than the row says.
    public boolean isBelow() {
        return reserved < row.reserve();
    }

    /// The row with where it stands: what a finding quotes.
    public String quote() {
        return "%s (%s)".formatted(row.text(), table.source());
    }
}
