package dev.inquest.detection.fleet;

import dev.inquest.detection.forecast.NextPanic;
import dev.inquest.detection.node.Aftermath;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;

/// Holds the forecasts of one cluster against what its panics then really led to.
///
/// @param panics how often, by what was forecast and by what happened
public record Score(String cluster, Map<NextPanic, Map<Aftermath, Integer>> panics) {

    static Score begin(String cluster) {
        return new Score(cluster, Map.of());
    }

    Score with(NextPanic forecast, Aftermath happened) {
        var all = new EnumMap<NextPanic, Map<Aftermath, Integer>>(NextPanic.class);
        all.putAll(panics);
        var row = new EnumMap<Aftermath, Integer>(Aftermath.class);
        row.putAll(panics.getOrDefault(forecast, Map.of()));
        row.merge(happened, 1, Integer::sum);
        all.put(forecast, Map.copyOf(row));
        return new Score(cluster, Map.copyOf(all));
    }

    /// How often a forecast was followed by this.
    public int times(NextPanic forecast, Aftermath happened) {
        return panics.getOrDefault(forecast, Map.of()).getOrDefault(happened, 0);
    }

    /// How many panics there were of which something had been forecast.
    public int scored() {
        return panics.entrySet().stream()
                .filter(row -> row.getKey() != NextPanic.UNKNOWN)
                .mapToInt(row -> sum(row.getValue()))
                .sum();
    }

    /// How many of those did as forecast.
    public int right() {
        return times(NextPanic.DUMP, Aftermath.DUMP)
                + times(NextPanic.REBOOT, Aftermath.REBOOT)
                + times(NextPanic.HANG, Aftermath.HANG);
    }

    private static int sum(Map<Aftermath, Integer> row) {
        return row.values().stream().mapToInt(Integer::intValue).sum();
    }

    /// The whole table in a sentence or two.
    String sentence() {
        if (scored() == 0) {
            return "No panic has put the forecasts to the test yet.";
        }
        return "Of %d panics since, %d did as forecast (%s).".formatted(scored(), right(), table());
    }

    private String table() {
        return panics.entrySet().stream()
                .filter(row -> row.getKey() != NextPanic.UNKNOWN)
                .sorted(Map.Entry.comparingByKey())
                .map(row -> "forecast %s: %s".formatted(row.getKey(), row(row.getValue())))
                .collect(Collectors.joining("; "));
    }

    private static String row(Map<Aftermath, Integer> happened) {
        return happened.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> "%d %s".formatted(entry.getValue(), entry.getKey()))
                .collect(Collectors.joining(", "));
    }
}
