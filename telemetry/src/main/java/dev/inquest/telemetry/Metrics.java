package dev.inquest.telemetry;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/// The numbers of this process; whatever has some registers them in one line:
///
/// ```java
/// metrics.gauge("inquest.guard", "Trust in an attribute.", "", () -> guards.samples());
/// ```
///
/// Names are dotted as in OpenTelemetry; Prometheus gets them with underscores, counters with
/// `_total`.
public final class Metrics {

    /// More families than this are a mistake.
    static final int MAX_FAMILIES = 500;

    /// Of one family; what is beyond is left out.
    static final int MAX_SAMPLES = 2_000;

    private final List<Family> families = new CopyOnWriteArrayList<>();

    /// Registers numbers that may go up and down; they are asked for at each scrape.
    public void gauge(
            String name, String help, String unit, Supplier<? extends List<Sample>> samples) {
        register(new Family(name, help, unit, Family.Kind.GAUGE, samples));
    }

    /// Registers numbers that only go up and that somebody else counts.
    public void counter(
            String name, String help, String unit, Supplier<? extends List<Sample>> samples) {
        register(new Family(name, help, unit, Family.Kind.COUNTER, samples));
    }

    /// Registers a counter with one label, or none where it is empty.
    public Counter counter(String name, String help, String unit, String label) {
        var counter = new Counter(label);
        counter(name, help, unit, counter::samples);
        return counter;
    }

    private void register(Family family) {
        if (families.size() >= MAX_FAMILIES
                || families.stream().anyMatch(known -> known.name().equals(family.name()))) {
            throw new IllegalStateException("a metric too many, or twice: " + family.name());
        }
        families.add(family);
    }

    /// Everything now, in the order of registration; a family that cannot be read is left out.
    List<Reading> read() {
        return families.stream().map(Metrics::read).toList();
    }

    private static Reading read(Family family) {
        try {
            return new Reading(family, family.samples().get().stream().limit(MAX_SAMPLES).toList());
        } catch (RuntimeException e) {
            // One family must not cost the others; that it is missing shows.
            return new Reading(family, List.of());
        }
    }

    /// A family and its numbers at one moment.
    record Reading(Family family, List<Sample> samples) {}

    /// Everything now, as Prometheus scrapes it.
    public String exposition() {
        return Exposition.of(read());
    }
}
