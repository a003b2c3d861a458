package dev.inquest.collectors.publish;

import dev.inquest.schemas.NodePartitioner;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;

/// How the producer of a collector is set up.
///
/// The delivery timeout is short on purpose: what Kafka does not take in nine seconds comes back,
/// and ages honestly. Nobody reads the client's own metrics, so they are left out.
final class ProducerProperties {

    private ProducerProperties() {}

    /// Ours, where somebody else's do not say otherwise.
    static Map<String, Object> of(String bootstrapServers, Map<String, String> client) {
        var properties = new HashMap<String, Object>();
        properties.put(ProducerConfig.CLIENT_ID_CONFIG, "inquest-collectors");
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true");
        properties.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        properties.put(ProducerConfig.LINGER_MS_CONFIG, "5");
        properties.put(ProducerConfig.BUFFER_MEMORY_CONFIG, Integer.toString(8 << 20));
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, "3000");
        properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, "5000");
        properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, "9000");
        properties.put(ProducerConfig.RECONNECT_BACKOFF_MS_CONFIG, "250");
        properties.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, "5000");
        properties.put(ProducerConfig.PARTITIONER_CLASS_CONFIG, NodePartitioner.class.getName());
        properties.put(ProducerConfig.METRIC_REPORTER_CLASSES_CONFIG, "");
        properties.put(ProducerConfig.ENABLE_METRICS_PUSH_CONFIG, "false");
        properties.putAll(client);
        properties.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        return properties;
    }
}
