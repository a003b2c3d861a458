package dev.inquest.standalone.web;

import dev.inquest.console.Plumbing;
import dev.inquest.schemas.Topics;
import dev.inquest.schemas.wire.SinkStatus;
import dev.inquest.standalone.platform.GroupLag;
import dev.inquest.standalone.sinks.SinkLine;
import dev.inquest.tables.Row;
import dev.inquest.tables.Table;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/// Asks Kafka about consumer groups and dead letters, one question at a time, and a table about
/// sinks.
public final class KafkaPlumbing implements Plumbing, AutoCloseable {

    private static final int MOST_GROUPS = 50;
    private static final int MOST_SINKS = 100;
    private static final int PATIENCE_MS = 5_000;
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(2);

    private final Admin admin;
    private final Topics topics;
    private final Table<SinkStatus> sinks;
    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();

    /// @param client standard Kafka client properties
    public KafkaPlumbing(
            Map<String, Object> client,
            Topics topics,
            Table<SinkStatus> sinks,
            InstantSource clock) {
        var config = new HashMap<>(client);
        config.put("default.api.timeout.ms", PATIENCE_MS);
        config.put("request.timeout.ms", PATIENCE_MS - 1_000);
        this.admin = Admin.create(config);
        this.topics = topics;
        this.sinks = sinks;
        this.clock = clock;
    }

    @Override
    public State look() throws InterruptedException {
        lock.lock();
        try {
            var groups = new ArrayList<Group>();
            for (var name : ours()) {
                var group = group(name);
                if (group.members() > 0 || !isOfSink(name)) {
                    groups.add(group);
                }
            }
            return new State(groups, deadLetters(admin.listTopics().names().get()));
        } catch (ExecutionException e) {
            var why = e.getCause() == null ? e : e.getCause();
            throw new IllegalStateException(String.valueOf(why.getMessage()), e);
        } finally {
            lock.unlock();
        }
    }

    private List<String> ours() throws ExecutionException, InterruptedException {
        var prefix = topics.prefix().replaceAll("[.]+$", "");
        return admin.listGroups().all().get().stream()
                .map(GroupListing::groupId)
                .filter(group -> group.startsWith(prefix))
                .sorted()
                .limit(MOST_GROUPS)
                .toList();
    }

    /// A sink that nobody runs has a line of its own, and one of its two groups, for shadow and for
    /// paging, is always without members.
    private boolean isOfSink(String group) {
        return group.startsWith(topics.application("sink-"));
    }

    private Group group(String name) throws InterruptedException {
        var lag = GroupLag.of(admin, name);
        return new Group(lag.group(), lag.members(), lag.lag());
    }

    @Override
    public List<Sink> sinks() {
        var now = clock.instant();
        return sinks.snapshot().stream()
                .sorted(Comparator.comparing(Row::key))
                .limit(MOST_SINKS)
                .map(row -> sink(row.value(), now))
                .toList();
    }

    private static Sink sink(SinkStatus status, Instant now) {
        return new Sink(
                status.getSink(), SinkLine.of(status, now), SinkLine.isTrouble(status, now));
    }

    private long deadLetters(Set<String> names) throws ExecutionException, InterruptedException {
        var name = topics.deadLetters();
        if (!names.contains(name)) {
            return 0;
        }
        var first = new HashMap<TopicPartition, OffsetSpec>();
        var last = new HashMap<TopicPartition, OffsetSpec>();
        for (var topic : admin.describeTopics(List.of(name)).allTopicNames().get().values()) {
            for (var partition : topic.partitions()) {
                var place = new TopicPartition(name, partition.partition());
                first.put(place, OffsetSpec.earliest());
                last.put(place, OffsetSpec.latest());
            }
        }
        return sum(last) - sum(first);
    }

    private long sum(Map<TopicPartition, OffsetSpec> wanted)
            throws ExecutionException, InterruptedException {
        return admin.listOffsets(wanted).all().get().values().stream()
                .mapToLong(result -> result.offset())
                .sum();
    }

    @Override
    public void close() {
        admin.close(CLOSE_WITHIN);
    }
}
