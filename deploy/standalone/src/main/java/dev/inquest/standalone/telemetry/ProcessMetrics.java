package dev.inquest.standalone.telemetry;

import dev.inquest.telemetry.Metrics;
import dev.inquest.telemetry.Sample;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;

/// The numbers that every process has, named as OpenTelemetry names those of a JVM.
final class ProcessMetrics {

    private static final double NANOS = 1e9;
    private static final double MILLIS = 1e3;

    private ProcessMetrics() {}

    static void register(Metrics metrics, String role, String version) {
        metrics.gauge(
                "inquest.build",
                "Which program this is.",
                "",
                () -> List.of(new Sample(Map.of("role", role, "version", version), 1)));
        metrics.gauge(
                "process.uptime",
                "Since the process started.",
                "s",
                () ->
                        List.of(
                                Sample.of(
                                        ManagementFactory.getRuntimeMXBean().getUptime()
                                                / MILLIS)));
        metrics.gauge(
                "jvm.memory.used",
                "Memory that the JVM uses.",
                "By",
                () -> {
                    var memory = ManagementFactory.getMemoryMXBean();
                    return List.of(
                            Sample.of(
                                    "jvm.memory.type",
                                    "heap",
                                    (double) memory.getHeapMemoryUsage().getUsed()),
                            Sample.of(
                                    "jvm.memory.type",
                                    "non_heap",
                                    (double) memory.getNonHeapMemoryUsage().getUsed()));
                });
        metrics.gauge(
                "jvm.thread.count",
                "Platform threads.",
                "{thread}",
                () -> List.of(Sample.of(ManagementFactory.getThreadMXBean().getThreadCount())));
        metrics.counter(
                "process.cpu.time", "CPU that the process has used.", "s", ProcessMetrics::cpu);
    }

    private static List<Sample> cpu() {
        return ManagementFactory.getOperatingSystemMXBean()
                        instanceof com.sun.management.OperatingSystemMXBean system
                ? List.of(Sample.of(system.getProcessCpuTime() / NANOS))
                : List.of();
    }
}
