package dev.inquest.standalone.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;

/// Reads a file of standard Kafka client properties, where TLS and SASL are configured.
final class ClientConfigFile {

    private ClientConfigFile() {}

    /// The properties; none when no file is named.
    static Map<String, String> read(Optional<Path> file) {
        if (file.isEmpty()) {
            return Map.of();
        }
        var properties = new Properties();
        try (var in = Files.newBufferedReader(file.get(), StandardCharsets.UTF_8)) {
            properties.load(in);
        } catch (IOException | IllegalArgumentException e) {
            throw CommandFailed.badInput(
                    "inquest: --client-config: %s cannot be read".formatted(file.get()));
        }
        return properties.stringPropertyNames().stream()
                .collect(Collectors.toMap(name -> name, properties::getProperty));
    }
}
