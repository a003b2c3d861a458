package dev.inquest.standalone.broker;

import java.nio.file.Path;
import java.util.Map;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;

/// Makes Kafka part of this process, so that one command is enough: a real KRaft broker with its
/// controller, on loopback, over a data directory that outlives it.
public final class EmbeddedBroker implements AutoCloseable {

    /// Where the broker lives and listens; port 0 means any free one, `extra` overrides Kafka's own
    /// properties.
    public record Settings(
            Path dataDirectory, int port, int controllerPort, Map<String, String> extra) {

        public Settings {
            requirePort("port", port);
            requirePort("controllerPort", controllerPort);
            extra = Map.copyOf(extra);
        }

        private static void requirePort(String name, int port) {
            if (port < 0 || port > 65_535) {
                throw new IllegalArgumentException(
                        "%s must be between 0 and 65535, not %d".formatted(name, port));
            }
        }
    }

    private final DataDirectoryLock lock;
    private final KafkaRaftServer kafka;
    private final Storage storage;
    private final int port;

    private EmbeddedBroker(
            DataDirectoryLock lock, KafkaRaftServer kafka, Storage storage, int port) {
        this.lock = lock;
        this.kafka = kafka;
        this.storage = storage;
        this.port = port;
    }

    /// Returns once the broker serves requests.
    ///
    /// @throws PortTaken if another program listens on one of the ports
    /// @throws DataDirectoryInUse if another instance runs on the directory
    public static EmbeddedBroker start(Settings settings) {
        var lock = DataDirectoryLock.take(settings.dataDirectory());
        try {
            return start(settings, lock);
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private static EmbeddedBroker start(Settings settings, DataDirectoryLock lock) {
        var port = LoopbackPort.claim(settings.port());
        var controllerPort = LoopbackPort.claim(settings.controllerPort());
        var storage = Storage.prepare(settings.dataDirectory().resolve("kafka"));
        var properties =
                BrokerProperties.of(storage.logDirectory(), port, controllerPort, settings.extra());
        var kafka = new KafkaRaftServer(new KafkaConfig(properties, false), Time.SYSTEM);
        try {
            kafka.startup();
        } catch (Exception e) {
            // Scala throws checked exceptions without declaring them.
            kafka.shutdown();
            throw failedToStart(port, e);
        }
        return new EmbeddedBroker(lock, kafka, storage, port);
    }

    private static RuntimeException failedToStart(int port, Exception cause) {
        var taken = LoopbackPort.takenMeanwhile(port, cause);
        if (taken.isPresent()) {
            return taken.get();
        }
        return new IllegalStateException("the embedded Kafka broker did not start", cause);
    }

    public String bootstrapServers() {
        return "%s:%d".formatted(LoopbackPort.HOST, port);
    }

    public String clusterId() {
        return storage.clusterId();
    }

    /// Closes every log cleanly before it returns, so the next start needs no recovery.
    @Override
    public void close() {
        try {
            kafka.shutdown();
            kafka.awaitShutdown();
        } finally {
            lock.close();
        }
    }
}
