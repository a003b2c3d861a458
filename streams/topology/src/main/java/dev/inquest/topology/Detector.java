package dev.inquest.topology;

import dev.inquest.schemas.Topics;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;

/// Runs both applications, `inquest-node` and `inquest-fleet`, in this process.
public final class Detector implements AutoCloseable {

    private Detector() {}

    /// Starts both applications on topics that exist.
    public static Detector start(
            DetectorSettings settings, Topics topics, SchemaRegistryClient registry) {
        throw new UnsupportedOperationException(settings + " " + topics + " " + registry);
    }

    /// Whether both applications have joined their groups and restored their stores.
    public boolean isRunning() {
        return false;
    }

    /// Stops both within five seconds.
    @Override
    public void close() {}
}
