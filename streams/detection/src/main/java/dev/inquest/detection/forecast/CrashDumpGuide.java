package dev.inquest.detection.forecast;

import dev.inquest.detection.cases.Remedy;
import java.util.List;
import java.util.Optional;

/// What is known of crash dumps on each distribution, as data: how much memory to reserve, and what
/// to do where something is missing.
///
/// @param tables oldest first; of several that fit a node, the first is its own
/// @param remedies of several that fit, the first counts
public record CrashDumpGuide(List<ReservationTable> tables, List<SituationRemedy> remedies) {

    /// Nothing known: forecasts are made all the same, without comparison and remedy.
    public static final CrashDumpGuide NONE = new CrashDumpGuide(List.of(), List.of());

    public CrashDumpGuide {
        tables = List.copyOf(tables);
        remedies = List.copyOf(remedies);
    }

    /// The reservation against the table of the node's own version.
    Optional<Guidance> own(CrashFacts node) {
        return tables.stream()
                .filter(table -> table.isOf(node))
                .findFirst()
                .flatMap(table -> compared(table, node));
    }

    /// The reservation against the distribution's newest table.
    Optional<Guidance> newest(CrashFacts node) {
        return tables.stream()
                .filter(table -> table.isAbout(node))
                .reduce((_, last) -> last)
                .flatMap(table -> compared(table, node));
    }

    Optional<Remedy> remedy(Situation situation, CrashFacts node) {
        var table = own(node).or(() -> newest(node));
        var size = table.map(guidance -> sizeOf(guidance.row().text())).orElse("512M");
        var ranges = table.map(guidance -> rangesOf(guidance.table())).orElse(size);
        return remedies.stream()
                .filter(remedy -> remedy.fits(situation, node.distro()))
                .findFirst()
                .map(remedy -> remedy.with(size, ranges));
    }

    private static Optional<Guidance> compared(ReservationTable table, CrashFacts node) {
        if (node.memory().isEmpty()) {
            return Optional.empty();
        }
        var memory = node.memory().getAsLong();
        var reserved = node.reserved().orElse(0);
        return table.ranges().at(memory).map(row -> new Guidance(table, row, memory, reserved));
    }

    private static String sizeOf(String row) {
        return row.substring(row.indexOf(':') + 1);
    }

    private static String rangesOf(ReservationTable table) {
        return String.join(
                ",", table.ranges().rows().stream().map(CrashkernelRanges.Row::text).toList());
    }
}
