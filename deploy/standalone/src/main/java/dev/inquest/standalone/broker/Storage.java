package dev.inquest.standalone.broker;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.properties.MetaPropertiesEnsemble;
import org.apache.kafka.metadata.storage.Formatter;

/// Gives a log directory the identity Kafka insists on, once, and finds it again ever after.
record Storage(Path logDirectory, String clusterId) {

    static Storage prepare(Path logDirectory) {
        try {
            Files.createDirectories(logDirectory);
            var known = clusterIdIn(logDirectory);
            if (known.isPresent()) {
                return new Storage(logDirectory, known.get());
            }
            var fresh = Uuid.randomUuid().toString();
            format(logDirectory, fresh);
            return new Storage(logDirectory, fresh);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot use the log directory " + logDirectory, e);
        }
    }

    private static Optional<String> clusterIdIn(Path logDirectory) throws IOException {
        var loader = new MetaPropertiesEnsemble.Loader();
        loader.addLogDirs(List.of(logDirectory.toString()));
        loader.addMetadataLogDir(logDirectory.toString());
        return loader.load().clusterId();
    }

    private static void format(Path logDirectory, String clusterId) throws IOException {
        var formatter = new Formatter();
        formatter
                .setNodeId(BrokerProperties.NODE_ID)
                .setClusterId(clusterId)
                .addDirectory(logDirectory.toString())
                .setMetadataLogDirectory(logDirectory.toString())
                .setControllerListenerName(BrokerProperties.CONTROLLER_LISTENER)
                .setPrintStream(
                        new PrintStream(
                                OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
        try {
            formatter.run();
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException("Kafka refused to format " + logDirectory, e);
        }
    }
}
