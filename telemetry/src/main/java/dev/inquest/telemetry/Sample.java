package dev.inquest.telemetry;

import java.util.Map;

/// One number of a family.
///
/// @param labels by name, dotted as OpenTelemetry has it
public record Sample(Map<String, String> labels, double value) {

    public Sample {
        labels = Map.copyOf(labels);
    }

    /// The only number of its family.
    public static Sample of(double value) {
        return new Sample(Map.of(), value);
    }

    public static Sample of(String label, String is, double value) {
        return new Sample(Map.of(label, is), value);
    }
}
