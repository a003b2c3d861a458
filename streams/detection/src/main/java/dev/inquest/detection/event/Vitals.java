package dev.inquest.detection.event;

/// Health of a node's resources: it classifies a silence and never gates a verdict. Pressure values
/// are percent over 10 s, negative where the kernel has none.
public record Vitals(
        float cpuUsed,
        long memoryAvailableBytes,
        long memoryTotalBytes,
        float diskUsed,
        float load1,
        float psiCpuSome,
        float psiMemorySome,
        float psiMemoryFull,
        float psiIoSome,
        float psiIoFull) {

    private static final double BUSY = 0.95;
    private static final double SCARCE = 0.05;
    private static final double STALLED = 50;

    /// Whether CPU, memory and disk were all far from their limits.
    public boolean isHealthy() {
        var memoryLeft =
                memoryTotalBytes == 0 ? 1.0 : (double) memoryAvailableBytes / memoryTotalBytes;
        return cpuUsed < BUSY
                && memoryLeft > SCARCE
                && diskUsed < BUSY
                && psiMemoryFull < STALLED
                && psiIoFull < STALLED;
    }
}
