package dev.inquest.standalone.telemetry;

import dev.inquest.telemetry.Metrics;
import dev.inquest.telemetry.Sample;
import java.lang.management.ManagementFactory;
import java.util.List;

/// How the JVM of this process is, in OpenTelemetry's names.
public final class JvmMetrics {

    private JvmMetrics() {}

    public static void register(Metrics metrics) {
        metrics.gauge("jvm.memory.used", "Memory that the JVM uses.", "By", JvmMetrics::memory);
        metrics.gauge(
                "jvm.thread.count",
                "Platform threads.",
                "{thread}",
                () -> List.of(Sample.of(ManagementFactory.getThreadMXBean().getThreadCount())));
    }

    private static List<Sample> memory() {
        var memory = ManagementFactory.getMemoryMXBean();
        return List.of(
                Sample.of(
                        "jvm.memory.type", "heap", (double) memory.getHeapMemoryUsage().getUsed()),
                Sample.of(
                        "jvm.memory.type",
                        "non_heap",
                        (double) memory.getNonHeapMemoryUsage().getUsed()));
    }
}
