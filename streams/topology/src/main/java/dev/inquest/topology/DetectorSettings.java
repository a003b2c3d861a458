package dev.inquest.topology;

import dev.inquest.topology.trace.PipelineTrace;
import java.nio.file.Path;
import java.util.Map;

/// Says where a detector works and how.
///
/// @param bootstrapServers Kafka
/// @param stateDirectory where Kafka Streams keeps its stores
/// @param ticks whether this detector lets time pass by itself, four times a second; a story does
///   it with its own clock
/// @param client standard Kafka client properties, such as TLS and SASL
/// @param trace who hears of the steps of traces
public record DetectorSettings(
        String bootstrapServers,
        Path stateDirectory,
        boolean ticks,
        Map<String, String> client,
        PipelineTrace trace) {

    /// Lets traces pass through.
    public DetectorSettings(
            String bootstrapServers,
            Path stateDirectory,
            boolean ticks,
            Map<String, String> client) {
        this(bootstrapServers, stateDirectory, ticks, client, PipelineTrace.THROUGH);
    }
}
