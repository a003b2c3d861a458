package dev.inquest.telemetry;

import dev.inquest.telemetry.Family.Kind;
import dev.inquest.telemetry.Metrics.Reading;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Writes metrics in Prometheus' text form, version 0.0.4.
final class Exposition {

    static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private Exposition() {}

    static String of(List<Reading> readings) {
        return readings.stream().map(Exposition::family).collect(Collectors.joining());
    }

    private static String family(Reading reading) {
        var family = reading.family();
        var name = name(family);
        var type = family.kind() == Kind.COUNTER ? "counter" : "gauge";
        var help = family.help().replace("\\", "\\\\").replace("\n", "\\n");
        return "# HELP %s %s\n# TYPE %s %s\n".formatted(name, help, name, type)
                + reading.samples().stream()
                        .map(sample ->
                                name
                                        + labels(sample.labels())
                                        + " "
                                        + number(sample.value())
                                        + "\n")
                        .collect(Collectors.joining());
    }

    private static String name(Family family) {
        var name = family.name().replace('.', '_');
        var unit = family.unit().equals("s") ? "_seconds" : "";
        return name + unit + (family.kind() == Kind.COUNTER ? "_total" : "");
    }

    private static String labels(Map<String, String> labels) {
        if (labels.isEmpty()) {
            return "";
        }
        return new TreeMap<>(labels)
                .entrySet().stream()
                        .map(label ->
                                label.getKey().replaceAll("[^a-zA-Z0-9_]", "_")
                                        + "=\""
                                        + escaped(label.getValue())
                                        + "\"")
                        .collect(Collectors.joining(",", "{", "}"));
    }

    private static String escaped(String value) {
        return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }
}
