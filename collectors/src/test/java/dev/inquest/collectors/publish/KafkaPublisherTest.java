package dev.inquest.collectors.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.inquest.collectors.kernel.SomeEvents;
import dev.inquest.schemas.NodePartitioner;
import dev.inquest.schemas.RegistryIds;
import dev.inquest.schemas.TimeSource;
import dev.inquest.schemas.Topics;
import dev.inquest.schemas.WireDeserializer;
import dev.inquest.schemas.wire.Heartbeat;
import dev.inquest.schemas.wire.KernelEvent;
import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KafkaPublisherTest {

    private static final Instant AT = Instant.parse("2024-06-17T08:00:00Z");

    private final Topics topics = new Topics(Topics.DEFAULT_PREFIX, TimeSource.STORY);
    private final MockSchemaRegistryClient registry = new MockSchemaRegistryClient();
    private final RecordingObserver observer = new RecordingObserver();
    private final MockProducer<String, byte[]> producer =
            new MockProducer<>(
                    false,
                    new NodePartitioner(),
                    new StringSerializer(),
                    new ByteArraySerializer());
    private final KafkaPublisher publisher =
            KafkaPublisher.start(producer, new RegistryIds(registry), Optional.empty(), observer);

    @AfterEach
    void close() {
        publisher.close();
    }

    @Test
    void anEventIsAcceptedOnceKafkaHasIt() {
        var accepted = publisher.publish(topics.kernel(), "c/n", AT, event("a"));
        awaitSent(1);

        assertThat(accepted).isNotDone();
        producer.completeNext();
        await().untilAsserted(() -> assertThat(accepted).isCompleted());
        assertThat(sent(0).timestamp()).isEqualTo(AT.toEpochMilli());
        assertThat(sent(0).key()).isEqualTo("c/n");
        assertThat(titleOf(0)).isEqualTo("a");
    }

    @Test
    void whatKafkaDoesNotTakeInTimeIsSentAgainBeforeWhatCameLater() {
        publishTitles("a");
        awaitSent(1);
        publishTitles("b", "c");
        producer.errorNext(new TimeoutException("no leader"));
        awaitSent(2);
        producer.completeNext();
        awaitSent(4);

        assertThat(titleOf(1)).isEqualTo("a");
        assertThat(titleOf(2)).isEqualTo("b");
        assertThat(titleOf(3)).isEqualTo("c");
        producer.completeNext();
        await().untilAsserted(() -> assertThat(observer.heard()).contains("resumed"));
        assertThat(observer.heard()).contains("waits", "resumed").doesNotContain("failed kernel");
    }

    @Test
    void aMissingPermissionIsWaitedFor() {
        publishTitles("a");
        awaitSent(1);
        producer.errorNext(new TopicAuthorizationException("not allowed"));
        awaitSent(2);

        assertThat(observer.heard()).containsExactly("waits");
        assertThat(publisher.losses()).isEqualTo(Losses.NONE);
    }

    @Test
    void eachEventHasANumberAndARepetitionHasTheSame() {
        publishTitles("a");
        awaitSent(1);
        producer.errorNext(new TimeoutException("no leader"));
        awaitSent(2);
        producer.completeNext();
        publishTitles("b");
        awaitSent(3);

        assertThat(numberOf(1)).isEqualTo(numberOf(0)).isLessThan(numberOf(2));
    }

    @Test
    void aHeartbeatWaitsForNothingAndIsNotTriedAgain() {
        publishTitles("a");
        awaitSent(1);
        var beat = Heartbeat.newBuilder().setBootId("b").build();
        var accepted = publisher.publish(topics.heartbeats(), "c/n", AT, beat);
        awaitSent(2);
        producer.completeNext();
        producer.errorNext(new TimeoutException("no leader"));

        await().untilAsserted(() -> assertThat(accepted).isCompletedExceptionally());
        assertThat(observer.heard()).isEmpty();
        assertThat(producer.history()).hasSize(2);
    }

    @Test
    void anEventThatWaitedSaysHowLong() {
        publishTitles("a");
        awaitSent(1);
        producer.errorNext(new TimeoutException("no leader"));
        awaitSent(2);

        assertThat(read(1).getHeldForMs()).isGreaterThanOrEqualTo(500);
    }

    @Test
    void whatKafkaRefusesForWhatItIsFails() {
        var accepted = publisher.publish(topics.kernel(), "c/n", AT, event("a"));
        awaitSent(1);
        producer.errorNext(new RecordTooLargeException("too large"));

        await().untilAsserted(() -> assertThat(accepted).isCompletedExceptionally());
        assertThat(observer.heard()).containsExactly("failed kernel");
    }

    @Test
    void theLineIsBounded() {
        for (var i = 0; i < Line.LIMIT + 4096; i++) {
            var _ = publisher.publish(topics.kernel(), "c/n", AT, event("a"));
        }
        assertThat(observer.heard()).contains("failed kernel");
        assertThat(publisher.losses().lost().getOrDefault("kernel", 0L))
                .isEqualTo(observer.heard().size());
    }

    @Test
    void nothingIsPublishedAfterClose() {
        publisher.close();
        assertThat(publisher.publish(topics.kernel(), "c/n", AT, event("a")))
                .isCompletedExceptionally();
    }

    @Test
    void theOperatorsPropertiesWin() {
        var properties = ProducerProperties.of("b:1", Map.of("linger.ms", "7", "client.id", "x"));
        assertThat(properties)
                .containsEntry("linger.ms", "7")
                .containsEntry("client.id", "x")
                .containsEntry("acks", "all")
                .containsEntry("enable.idempotence", "true")
                .containsEntry("compression.type", "lz4")
                .containsEntry("bootstrap.servers", "b:1");
    }

    private void publishTitles(String... titles) {
        for (var title : titles) {
            var _ = publisher.publish(topics.kernel(), "c/n", AT, event(title));
        }
    }

    private void awaitSent(int count) {
        await().untilAsserted(() -> assertThat(producer.history()).hasSize(count));
    }

    private ProducerRecord<String, byte[]> sent(int index) {
        return producer.history().get(index);
    }

    private long numberOf(int index) {
        var header = sent(index).headers().lastHeader(Sending.NUMBER);
        return Long.parseLong(new String(header.value(), StandardCharsets.US_ASCII));
    }

    private String titleOf(int index) {
        return read(index).getTitle();
    }

    private KernelEvent read(int index) {
        var event =
                new WireDeserializer<>(registry, KernelEvent.class)
                        .deserialize(topics.kernel().name(), sent(index).value());
        if (event == null) {
            throw new AssertionError("no value");
        }
        return event;
    }

    private static KernelEvent event(String title) {
        return SomeEvents.titled(title);
    }
}
