package dev.inquest.schemas;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.clients.producer.Partitioner;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.utils.Utils;

/// Sends all records of a node to the same partition number of every event topic: it hashes the key
/// up to `#`, so that the facts of each source meet the node's other events.
public final class NodePartitioner implements Partitioner {

    @Override
    public int partition(
            String topic,
            Object key,
            byte[] keyBytes,
            Object value,
            byte[] valueBytes,
            Cluster cluster) {
        return partition(String.valueOf(key), cluster.partitionsForTopic(topic).size());
    }

    /// The partition of a key among so many.
    public static int partition(String key, int partitions) {
        var end = key.indexOf('#');
        var plain = end < 0 ? key : key.substring(0, end);
        var hash = Utils.murmur2(plain.getBytes(StandardCharsets.UTF_8));
        return Utils.toPositive(hash) % partitions;
    }

    @Override
    public void configure(Map<String, ?> configs) {
        // Nothing to configure.
    }

    @Override
    public void close() {
        // Nothing to close.
    }
}
