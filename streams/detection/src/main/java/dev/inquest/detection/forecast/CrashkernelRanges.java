package dev.inquest.detection.forecast;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// How much memory is to be reserved at which size of machine, in the kernel's own notation:
/// `2G-4G:320M,4G-:512M`.
///
/// The start of a range belongs to it, its end does not, and the first that fits counts.
public record CrashkernelRanges(List<Row> rows) {

    /// One range.
    ///
    /// @param below the first size beyond it; `Long.MAX_VALUE` when it has no end
    /// @param text as it is written
    public record Row(long from, long below, long reserve, String text) {}

    public CrashkernelRanges {
        rows = List.copyOf(rows);
    }

    /// Reads the notation; one size without ranges holds for every machine.
    ///
    /// @throws IllegalArgumentException naming the part that cannot be read
    public static CrashkernelRanges fromString(String text) {
        var rows = new ArrayList<Row>();
        for (var part : text.split(",", -1)) {
            rows.add(row(part.strip()));
        }
        return new CrashkernelRanges(rows);
    }

    private static Row row(String text) {
        var colon = text.indexOf(':');
        if (colon < 0) {
            return new Row(0, Long.MAX_VALUE, Bytes.parse(text), text);
        }
        var dash = text.indexOf('-');
        if (dash < 0 || dash > colon) {
            throw new IllegalArgumentException("'" + text + "' is no range such as 2G-4G:320M");
        }
        var end = text.substring(dash + 1, colon);
        return new Row(
                Bytes.parse(text.substring(0, dash)),
                end.isEmpty() ? Long.MAX_VALUE : Bytes.parse(end),
                Bytes.parse(text.substring(colon + 1)),
                text);
    }

    /// The row of a machine of this size; empty when nothing is to be reserved.
    public Optional<Row> at(long memory) {
        return rows.stream().filter(row -> row.from <= memory && memory < row.below).findFirst();
    }
}
