package dev.inquest.standalone.platform;

import dev.inquest.schemas.TimeSource;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// Where the platform lives, and whether it is our own or somebody else's.
///
/// @param dataDirectory where the embedded broker and the stores keep their data
/// @param kafkaPort port of the embedded broker; 0 takes any free one
/// @param httpPort port of registry, console and query API; 0 takes any free one
/// @param external Kafka and a registry that already run; empty embeds both
/// @param client standard Kafka client properties, such as TLS and SASL
public record PlatformSettings(
        Path dataDirectory,
        int kafkaPort,
        int httpPort,
        String topicPrefix,
        int partitions,
        TimeSource time,
        Optional<External> external,
        Map<String, String> client) {

    /// Kafka and a schema registry that already run.
    public record External(String bootstrapServers, String schemaRegistry) {}
}
