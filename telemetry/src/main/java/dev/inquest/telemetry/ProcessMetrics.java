package dev.inquest.telemetry;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;

/// The numbers that every process has, named as OpenTelemetry names them. They come without Java's
/// management beans, which would cost the node agent megabytes.
final class ProcessMetrics {

    private static final double NANOS = 1e9;
    private static final double KIBI = 1024;
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final Pattern RESIDENT = Pattern.compile("(?m)^VmRSS:\\s+([0-9]+) kB$");

    private ProcessMetrics() {}

    static void register(Metrics metrics, String role, String version, LongSupplier nanos) {
        var build = List.of(new Sample(Map.of("role", role, "version", version), 1));
        var began = nanos.getAsLong();
        metrics.gauge("inquest.build", "Which program this is.", "", () -> build);
        metrics.gauge(
                "process.uptime",
                "Since the process started.",
                "s",
                () -> List.of(Sample.of((nanos.getAsLong() - began) / NANOS)));
        metrics.gauge("process.memory.usage", "Resident memory.", "By", ProcessMetrics::resident);
        metrics.counter(
                "process.cpu.time", "CPU that the process has used.", "s", ProcessMetrics::cpu);
    }

    private static List<Sample> cpu() {
        return ProcessHandle.current().info().totalCpuDuration().stream()
                .map(used -> Sample.of(used.toNanos() / NANOS))
                .toList();
    }

    /// Linux only.
    private static List<Sample> resident() {
        try {
            return RESIDENT.matcher(Files.readString(STATUS))
                    .results()
                    .map(found -> Sample.of(Long.parseLong(found.group(1)) * KIBI))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
