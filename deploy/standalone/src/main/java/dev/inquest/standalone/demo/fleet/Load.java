package dev.inquest.standalone.demo.fleet;

import dev.inquest.schemas.wire.Vitals;
import java.time.Duration;

/// How busy a node is: healthy at every moment, up to its last one.
///
/// @param cpu usual share of CPU time in use
/// @param memory usual share of memory in use
/// @param disk share of the root file system in use
/// @param phase where in its daily wave the node starts, so that no two move alike
public record Load(long memoryBytes, double cpu, double memory, double disk, double phase) {

    /// The vitals at a time of the story.
    public Vitals at(Duration time) {
        var wave = Math.sin(phase + time.toMillis() / 47_000.0);
        var used = memory + 0.02 * wave;
        return Vitals.newBuilder()
                .setCpuUsed((float) (cpu * (1 + 0.2 * wave)))
                .setMemoryAvailableBytes((long) (memoryBytes * (1 - used)))
                .setMemoryTotalBytes(memoryBytes)
                .setDiskUsed((float) disk)
                .setLoad1((float) (16 * cpu * (1 + 0.2 * wave)))
                .setPsiCpuSome((float) (3 * cpu))
                .setPsiMemorySome(0)
                .setPsiMemoryFull(0)
                .setPsiIoSome((float) (1 + 0.5 * wave))
                .setPsiIoFull(0.2f)
                .build();
    }
}
