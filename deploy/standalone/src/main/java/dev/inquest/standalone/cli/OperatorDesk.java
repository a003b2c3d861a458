package dev.inquest.standalone.cli;

import dev.inquest.schemas.Topics;
import dev.inquest.schemas.WireSerializer;
import dev.inquest.schemas.wire.Finding;
import dev.inquest.schemas.wire.OperatorAction;
import dev.inquest.standalone.platform.Connection;
import dev.inquest.standalone.platform.Reachable;
import dev.inquest.standalone.platform.TopicSnapshot;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/// Where people tell Inquest what they did: the topic for it, and the findings they talk about.
///
/// @param command how the command is called, as its complaints begin
record OperatorDesk(String command, KafkaOptions kafka) {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /// What is done at the desk.
    @FunctionalInterface
    interface Business<T> {
        T with(Connection connection, Topics topics) throws InterruptedException;
    }

    /// Does something once Kafka is known to answer.
    <T> T open(Business<T> business) throws InterruptedException {
        kafka.check(command);
        var connection = kafka.connection();
        try (var admin = connection.admin()) {
            if (!Reachable.within(PATIENCE, admin)) {
                throw CommandFailed.unavailable(
                        "%s: no Kafka answers at %s (--bootstrap-servers)"
                                .formatted(command, kafka.bootstrapServers()));
            }
            return business.with(connection, kafka.topics());
        } catch (KafkaException | IllegalStateException e) {
            throw CommandFailed.unavailable(command + ": " + e.getMessage());
        }
    }

    /// The one finding whose id is this, or begins with it.
    Finding finding(String id, Connection connection, Topics topics) {
        var all = TopicSnapshot.read(connection, topics.findings());
        var exact = all.get(id);
        if (exact != null) {
            return exact;
        }
        var like = all.keySet().stream().filter(known -> known.startsWith(id)).sorted().toList();
        var only = like.size() == 1 ? all.get(like.getFirst()) : null;
        if (only == null) {
            throw CommandFailed.badInput(
                    like.isEmpty()
                            ? "%s: there is no finding %s".formatted(command, id)
                            : "%s: %s can be any of %d findings, such as %s"
                                    .formatted(command, id, like.size(), like.getFirst()));
        }
        return only;
    }

    /// All that people said and have not taken back.
    Map<String, OperatorAction> said(Connection connection, Topics topics) {
        return TopicSnapshot.read(connection, topics.operators());
    }

    /// Tells Inquest; returns once Kafka has it.
    ///
    /// @param action null takes back what was said under the key
    void say(String key, @Nullable OperatorAction action, Connection connection, Topics topics)
            throws InterruptedException {
        var topic = topics.operators().name();
        var value =
                new WireSerializer<OperatorAction>(connection.registry()).serialize(topic, action);
        try (var producer = connection.writer()) {
            producer.send(new ProducerRecord<>(topic, key, value)).get();
        } catch (ExecutionException e) {
            throw new KafkaException(e.getCause() == null ? e : e.getCause());
        }
    }
}
