package dev.inquest.standalone.platform;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/// How far a consumer group is behind.
///
/// @param members consumers in the group now
/// @param lag records not yet read, per topic
public record GroupLag(String group, int members, Map<String, Long> lag) {

    public GroupLag {
        lag = new TreeMap<>(lag);
    }

    /// Asks Kafka; a group that does not exist has no members and no lag.
    public static GroupLag of(Admin admin, String group) throws InterruptedException {
        try {
            var description =
                    admin.describeConsumerGroups(List.of(group)).describedGroups().get(group);
            var members = description == null ? 0 : description.get().members().size();
            return new GroupLag(group, members, lag(admin, group));
        } catch (ExecutionException e) {
            if (e.getCause() instanceof GroupIdNotFoundException) {
                return new GroupLag(group, 0, Map.of());
            }
            throw new IllegalStateException(
                    "cannot look at group %s: %s".formatted(group, e.getMessage()), e);
        }
    }

    private static Map<String, Long> lag(Admin admin, String group)
            throws ExecutionException, InterruptedException {
        var committed = admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
        var ends = ends(admin, committed.keySet());
        var lag = new TreeMap<String, Long>();
        committed.forEach((partition, offset) -> {
            if (offset != null && ends.containsKey(partition)) {
                var behind = Math.max(0, ends.get(partition) - offset.offset());
                lag.merge(partition.topic(), behind, Long::sum);
            }
        });
        return lag;
    }

    private static Map<TopicPartition, Long> ends(
            Admin admin, Collection<TopicPartition> partitions)
            throws ExecutionException, InterruptedException {
        var wanted = new HashMap<TopicPartition, OffsetSpec>();
        partitions.forEach(partition -> wanted.put(partition, OffsetSpec.latest()));
        var ends = new HashMap<TopicPartition, Long>();
        admin.listOffsets(wanted).all().get().forEach((p, end) -> ends.put(p, end.offset()));
        return ends;
    }
}
