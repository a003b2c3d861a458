package dev.inquest.topology;

import java.nio.file.Path;
import java.util.Map;

/// Says where a detector works and how.
///
/// @param bootstrapServers Kafka
/// @param stateDirectory where Kafka Streams keeps its stores
/// @param ticks whether this detector lets time pass by itself, four times a second; a story does
///   it with its own clock
/// @param client standard Kafka client properties, such as TLS and SASL
public record DetectorSettings(
        String bootstrapServers, Path stateDirectory, boolean ticks, Map<String, String> client) {}
