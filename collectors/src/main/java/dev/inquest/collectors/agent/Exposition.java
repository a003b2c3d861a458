package dev.inquest.collectors.agent;

import java.util.Map;

/// Writes metrics in Prometheus' text form.
final class Exposition {

    private final StringBuilder text = new StringBuilder(2048);

    Exposition counter(String name, String help, Number value) {
        return head(name, help, "counter").sample(name, "", value);
    }

    Exposition gauge(String name, String help, Number value) {
        return head(name, help, "gauge").sample(name, "", value);
    }

    /// A counter with one label.
    Exposition counters(String name, String help, String label, Map<String, Long> values) {
        head(name, help, "counter");
        values.forEach((value, count) -> sample(name, label(label, value), count));
        return this;
    }

    /// A gauge with one label.
    Exposition gauges(String name, String help, String label, Map<String, Long> values) {
        head(name, help, "gauge");
        values.forEach((value, count) -> sample(name, label(label, value), count));
        return this;
    }

    private Exposition head(String name, String help, String type) {
        text.append("# HELP %s %s%n# TYPE %s %s%n".formatted(name, help, name, type));
        return this;
    }

    private Exposition sample(String name, String labels, Number value) {
        text.append(name).append(labels).append(' ').append(value).append('\n');
        return this;
    }

    private static String label(String name, String value) {
        var escaped = value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
        return "{" + name + "=\"" + escaped + "\"}";
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
