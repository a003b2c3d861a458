package dev.inquest.collectors.agent;

import dev.inquest.collectors.agent.NodeOptions.Given;
import dev.inquest.collectors.agent.NodeOptions.Misused;
import dev.inquest.collectors.observe.BothObservers;
import dev.inquest.collectors.observe.CollectorObserver;
import dev.inquest.collectors.observe.MeteredCollectors;
import dev.inquest.collectors.publish.KafkaPublisher;
import dev.inquest.collectors.publish.KafkaPublisher.SpooledTopics;
import dev.inquest.collectors.publish.Publisher;
import dev.inquest.collectors.publish.Throttle;
import dev.inquest.collectors.spool.Spool;
import dev.inquest.collectors.spool.SpoolSettings;
import dev.inquest.schemas.HttpSchemaIds;
import dev.inquest.schemas.RegistryIds;
import dev.inquest.schemas.SchemaIds;
import dev.inquest.schemas.TimeSource;
import dev.inquest.schemas.Topics;
import dev.inquest.telemetry.ReportSettings;
import dev.inquest.telemetry.SelfReport;
import io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.common.KafkaException;

/// `inquest collect node`: the agent as a process of its own.
public final class CollectNode {

    private static final int FINE = 0;
    private static final int BAD_INPUT = 2;
    private static final int UNAVAILABLE = 3;

    private static final int SCHEMAS = 100;

    /// An event here and there needs no compression, and no large buffers.
    private static final Map<String, String> LEAN =
            Map.of(
                    "compression.type", "none",
                    "buffer.memory", Integer.toString(2 << 20),
                    "send.buffer.bytes", Integer.toString(64 << 10),
                    "receive.buffer.bytes", Integer.toString(32 << 10));

    private CollectNode() {}

    /// Runs until it is told to end, by SIGTERM or Ctrl-C.
    public static void main(String[] arguments) throws InterruptedException {
        System.exit(run(List.of(arguments)));
    }

    private static int run(List<String> arguments) throws InterruptedException {
        try {
            var given = Given.of(arguments);
            if (given.help()) {
                System.out.print(NodeOptions.HELP);
                return FINE;
            }
            return run(NodeOptions.checked(given, System.getenv()), given);
        } catch (Misused e) {
            return end(BAD_INPUT, e.getMessage() + " (see ./inquest collect node --help)");
        } catch (IOException e) {
            return end(UNAVAILABLE, String.valueOf(e.getMessage()));
        } catch (KafkaException e) {
            var why = e.getCause() == null ? e : e.getCause();
            return end(BAD_INPUT, "--bootstrap-servers, --client-config: " + why.getMessage());
        }
    }

    private static int end(int code, String why) {
        System.err.println("inquest collect node: " + why);
        return code;
    }

    private static int run(NodeOptions options, Given given)
            throws IOException, InterruptedException {
        var kmsg = options.root().resolve("dev/kmsg");
        var blind = blind(kmsg);
        if (blind.isPresent() && !given.allowBlind()) {
            return end(
                    UNAVAILABLE,
                    kmsg
                            + " cannot be read ("
                            + blind.get()
                            + "): run as root or with CAP_SYSLOG, or give --allow-blind");
        }
        var journal = new Journal(System.err, given.isJson());
        var clock = InstantSource.system();
        var self = self(options).start(clock, journal);
        var observer = new BothObservers(journal, new MeteredCollectors(self, clock));
        var topics = new Topics(options.topicPrefix(), TimeSource.BROKER);
        var kafka = publisher(options, topics, observer);
        var publisher = new Throttle(kafka, options.rate(), System::nanoTime);
        var agent =
                NodeAgent.start(
                        NodeAgentSettings.of(
                                options.node(), options.root(), options.stateDirectory()),
                        publisher,
                        topics,
                        clock,
                        observer);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> goodbye(agent, publisher, self)));
        AgentMetrics.register(self.metrics(), agent, kafka::condition, publisher, journal);
        if (options.http().isPresent()) {
            var health = new AgentHealth(kafka::condition);
            HealthServer.start(options.http().get(), health, self.metrics());
        }
        new CountDownLatch(1).await();
        return FINE;
    }

    private static Optional<String> blind(Path kmsg) {
        try (var _ = FileChannel.open(kmsg, StandardOpenOption.READ)) {
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(e.getClass().getSimpleName());
        }
    }

    /// The health server serves the metrics, so no other port does.
    private static ReportSettings self(NodeOptions options) {
        return new ReportSettings(
                "collect-node", options.node().node(), Optional.empty(), options.telemetry());
    }

    private static KafkaPublisher publisher(
            NodeOptions options, Topics topics, CollectorObserver observer) throws IOException {
        var settings =
                new SpoolSettings(options.stateDirectory().resolve("spool"), options.spoolBytes());
        var client = new HashMap<>(LEAN);
        client.putAll(options.client());
        return KafkaPublisher.start(
                options.bootstrapServers(),
                client,
                schemas(options),
                spooled(settings, topics, observer),
                observer);
    }

    /// A disk that cannot be used costs the agent its spool, not its life.
    private static Optional<SpooledTopics> spooled(
            SpoolSettings settings, Topics topics, CollectorObserver observer) {
        try {
            return Optional.of(new SpooledTopics(Spool.open(settings), topics.events()));
        } catch (IOException e) {
            observer.spoolFails(e.getClass().getSimpleName() + ": " + e.getMessage());
            return Optional.empty();
        }
    }

    /// Confluent's client costs ten megabytes, so it comes in only where the settings need it.
    private static SchemaIds schemas(NodeOptions options) {
        Optional<SchemaIds> lean =
                HttpSchemaIds.of(options.schemaRegistry(), options.client()).map(ids -> ids);
        return lean.orElseGet(() -> confluent(options));
    }

    private static SchemaIds confluent(NodeOptions options) {
        return new RegistryIds(
                new CachedSchemaRegistryClient(
                        options.schemaRegistry(), SCHEMAS, options.client()));
    }

    /// The heartbeat's goodbye comes before the last word of the publisher.
    private static void goodbye(NodeAgent agent, Publisher publisher, SelfReport self) {
        try {
            agent.close();
            publisher.close();
            self.close();
        } finally {
            Runtime.getRuntime().halt(FINE);
        }
    }
}
