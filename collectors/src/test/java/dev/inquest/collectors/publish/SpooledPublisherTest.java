package dev.inquest.collectors.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.inquest.collectors.kernel.SomeEvents;
import dev.inquest.collectors.publish.KafkaPublisher.SpooledTopics;
import dev.inquest.collectors.spool.Spool;
import dev.inquest.collectors.spool.SpoolSettings;
import dev.inquest.schemas.NodePartitioner;
import dev.inquest.schemas.RegistryIds;
import dev.inquest.schemas.TimeSource;
import dev.inquest.schemas.Topics;
import dev.inquest.schemas.WireDeserializer;
import dev.inquest.schemas.wire.KernelEvent;
import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The publisher over a spool, with a Kafka that answers when it is told to.
class SpooledPublisherTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Instant AT = Instant.parse("2024-06-17T08:00:00Z");

    @TempDir private Path directory;

    private final Topics topics = new Topics(Topics.DEFAULT_PREFIX, TimeSource.STORY);
    private final MockSchemaRegistryClient registry = new MockSchemaRegistryClient();
    private final RecordingObserver observer = new RecordingObserver();

    @Test
    void whatKafkaDoesNotAnswerIsSafeOnDiskAndDeliveredByTheNextRunInOrder() throws IOException {
        var silent = producer(false);
        var publisher = start(silent);
        var safe = List.of("a", "b", "c").stream().map(title -> publish(publisher, title)).toList();

        await().untilAsserted(() -> assertThat(safe).allMatch(CompletableFuture::isDone));
        assertThat(publisher.condition().spooled()).isEqualTo(Map.of("kernel", 3L));
        publisher.close();

        var willing = producer(true);
        var next = start(willing);
        await().untilAsserted(() -> assertThat(titles(willing)).containsExactly("a", "b", "c"));
        assertThat(next.losses()).isEqualTo(Losses.NONE);
        await().untilAsserted(() -> assertThat(next.condition().spoolBytes()).isZero());
        assertThat(events(willing)).allMatch(event -> event.getHeldForMs() >= 500);
        next.close();

        var afterwards = producer(true);
        start(afterwards).close();
        assertThat(afterwards.history()).isEmpty();
    }

    @Test
    void whatArrivesAfterAllIsNotDeliveredAgain() throws IOException {
        var slow = producer(false);
        var publisher = start(slow);
        var first = publish(publisher, "a");
        await().untilAsserted(() -> assertThat(first).isDone());

        assertThat(slow.completeNext()).isTrue();
        await().untilAsserted(() -> assertThat(publisher.condition().spoolBytes()).isZero());
        var _ = publish(publisher, "b");
        await().untilAsserted(() -> assertThat(titles(slow)).containsExactly("a", "b"));
        publisher.close();
    }

    @Test
    void onCloseEverythingIsPutOnDisk() throws IOException {
        var silent = producer(false);
        var publisher = start(silent);
        var safe = publish(publisher, "a");
        publisher.close();

        assertThat(safe).isCompleted();
        assertThat(observer.heard()).doesNotContain("failed kernel");
    }

    @Test
    void aDiskThatTakesNothingLeavesEventsInMemoryAndSaysSo() throws IOException {
        var silent = producer(false);
        var publisher = start(silent);
        var lane = directory.resolve("panic");
        Files.delete(lane);
        var first = publish(publisher, "a");

        await().untilAsserted(() -> assertThat(observer.heard()).contains("spool fails"));
        assertThat(first).isNotDone();
        assertThat(silent.completeNext()).isTrue();
        await().untilAsserted(() -> assertThat(first).isCompleted());
        publisher.close();
        assertThat(publisher.losses()).isEqualTo(Losses.NONE);
    }

    /// The disk hangs, as a network file system does: whoever opens a pipe that nobody reads waits.
    @Test
    void aDiskThatHangsHoldsNobodyUp() throws IOException, InterruptedException {
        var slow = producer(false);
        var publisher = start(slow);
        var pipe = hangingSchemaFile();
        var first = publish(publisher, "a");
        await().until(() -> slow.history().size() == 1);
        // Kafka makes it wait, so it is to be spooled.
        await().pollDelay(Duration.ofSeconds(2)).until(() -> !first.isDone());

        assertThat(slow.completeNext()).isTrue();
        var second = publish(publisher, "b");
        await().atMost(PATIENCE).until(() -> slow.history().size() == 2);
        assertThat(slow.completeNext()).isTrue();
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(second).isCompleted());
        assertThat(first).isCompleted();

        assertThat(Files.readString(pipe)).contains("KernelEvent");
        var third = publish(publisher, "c");
        await().atMost(PATIENCE).until(() -> slow.completeNext() || third.isDone());
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(titles(slow)).containsExactly("a", "b", "c"));
        publisher.close();
        assertThat(publisher.losses()).isEqualTo(Losses.NONE);
    }

    /// A pipe where the spool is about to write the schema of kernel events.
    private Path hangingSchemaFile() throws IOException, InterruptedException {
        var fingerprint = new EventBodies().fingerprint(KernelEvent.getClassSchema());
        var schemas = Files.createDirectories(directory.resolve("schemas"));
        var pipe = schemas.resolve("%016x.avsc.new".formatted(fingerprint));
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
        return pipe;
    }

    private KafkaPublisher start(MockProducer<String, byte[]> producer) throws IOException {
        var spool = Spool.open(new SpoolSettings(directory, SpoolSettings.LEAST));
        return KafkaPublisher.start(
                producer,
                new RegistryIds(registry),
                Optional.of(new SpooledTopics(spool, topics.events())),
                observer);
    }

    private static MockProducer<String, byte[]> producer(boolean answers) {
        return new MockProducer<>(
                answers, new NodePartitioner(), new StringSerializer(), new ByteArraySerializer());
    }

    private CompletableFuture<Void> publish(Publisher publisher, String title) {
        return publisher.publish(topics.kernel(), "c/n", AT, SomeEvents.titled(title));
    }

    private List<String> titles(MockProducer<String, byte[]> producer) {
        return events(producer).stream().map(KernelEvent::getTitle).toList();
    }

    private List<KernelEvent> events(MockProducer<String, byte[]> producer) {
        var reader = new WireDeserializer<>(registry, KernelEvent.class);
        return producer.history().stream()
                .flatMap(record ->
                        Optional.ofNullable(
                                reader.deserialize(topics.kernel().name(), record.value()))
                                .stream())
                .toList();
    }
}
