package dev.inquest.collectors.consoles;

import dev.inquest.collectors.attach.AttachedConsoles;
import dev.inquest.collectors.console.ConsoleCollector;
import dev.inquest.collectors.console.ConsoleSettings;
import dev.inquest.collectors.follow.TopicFollower;
import dev.inquest.collectors.netconsole.NetconsoleListener;
import dev.inquest.collectors.netconsole.NetconsoleSettings;
import dev.inquest.collectors.observe.CollectorObserver;
import dev.inquest.collectors.publish.DeadLetters;
import dev.inquest.collectors.publish.KafkaDeadLetters;
import dev.inquest.collectors.publish.Publisher;
import dev.inquest.collectors.pull.ConsolePull;
import dev.inquest.collectors.pull.PullSettings;
import dev.inquest.schemas.Topic;
import dev.inquest.schemas.Topics;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.avro.specific.SpecificRecord;

/// Collects every console that the settings name, and closes all of it together.
public final class Consoles implements AutoCloseable {

    /// What the parts read and write.
    ///
    /// @param client properties of Kafka's clients, such as TLS and SASL
    public record Surroundings(
            Topics topics,
            Publisher publisher,
            String bootstrapServers,
            Map<String, String> client,
            SchemaRegistryClient registry,
            InstantSource time,
            CollectorObserver observer) {}

    private final Surroundings around;
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();

    private Consoles(Surroundings around) {
        this.around = around;
    }

    /// Starts all that is configured.
    ///
    /// @param state where positions in files are kept over a restart
    /// @throws IOException when netconsole cannot be listened for; the message names the address
    public static Consoles start(ConsolesSettings settings, Path state, Surroundings around)
            throws IOException {
        var consoles = new Consoles(around);
        try {
            consoles.startAll(settings, state);
            return consoles;
        } catch (IOException | RuntimeException e) {
            consoles.close();
            throw e;
        }
    }

    private void startAll(ConsolesSettings settings, Path state) throws IOException {
        if (settings.netconsole().isPresent()) {
            startNetconsole(settings.netconsole().get());
        }
        if (settings.hasFiles()) {
            startFiles(settings, state);
        }
        if (!settings.attached().isEmpty()) {
            parts.push(
                    AttachedConsoles.start(
                            settings.attached(),
                            around.topics().kernel(),
                            around.publisher(),
                            around.time(),
                            around.observer()));
        }
        settings.pull().ifPresent(this::startPull);
    }

    private void startFiles(ConsolesSettings settings, Path state) {
        parts.push(
                ConsoleCollector.start(
                        ConsoleSettings.of(
                                settings.directories(),
                                settings.cluster(),
                                settings.files(),
                                state.resolve("console.positions")),
                        around.topics().kernel(),
                        around.publisher(),
                        around.time(),
                        around.observer()));
    }

    private void startNetconsole(NetconsoleSettings settings) throws IOException {
        var letters = deadLetters();
        parts.push(letters);
        var listener =
                NetconsoleListener.bind(
                        settings,
                        around.topics().kernel(),
                        around.publisher(),
                        letters,
                        around.time(),
                        around.observer());
        parts.push(listener);
        BooleanSupplier ready = () -> true;
        if (settings.learn()) {
            var links = follow(around.topics().links(), listener::learn);
            ready = links::isCaughtUp;
        }
        listener.begin(ready);
    }

    private DeadLetters deadLetters() {
        return new KafkaDeadLetters(
                around.topics().deadLetters(), around.bootstrapServers(), around.client());
    }

    private void startPull(PullSettings settings) {
        var pull =
                ConsolePull.start(
                        settings,
                        around.topics().kernel(),
                        around.publisher(),
                        around.time(),
                        around.observer());
        parts.push(pull);
        var _ = follow(around.topics().status(), pull::state);
    }

    private <V extends SpecificRecord> TopicFollower<V> follow(
            Topic<V> topic, TopicFollower.Reader<V> reader) {
        var follower =
                TopicFollower.start(
                        around.bootstrapServers(),
                        around.client(),
                        around.registry(),
                        topic,
                        reader,
                        around.observer());
        parts.push(follower);
        return follower;
    }

    @Override
    public void close() {
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (Exception e) {
                around.observer().roundFailed("consoles", e);
            }
        }
    }
}
