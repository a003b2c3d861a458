package dev.inquest.standalone.cli;

import dev.inquest.collectors.agent.NodeAgent;
import dev.inquest.collectors.agent.NodeAgentSettings;
import dev.inquest.collectors.consoles.Consoles;
import dev.inquest.collectors.consoles.ConsolesSettings;
import dev.inquest.collectors.observe.CollectorObserver;
import dev.inquest.collectors.pods.PodRestartsFile;
import dev.inquest.collectors.publish.KafkaPublisher;
import dev.inquest.collectors.publish.KafkaPublisher.SpooledTopics;
import dev.inquest.collectors.publish.Publisher;
import dev.inquest.collectors.spool.Spool;
import dev.inquest.collectors.spool.SpoolSettings;
import dev.inquest.query.http.QueryDoor;
import dev.inquest.schemas.RegistryIds;
import dev.inquest.sinks.delivery.Findings;
import dev.inquest.sinks.delivery.SinkObserver;
import dev.inquest.sinks.plan.PlannedSink;
import dev.inquest.sinks.plan.RunningSinks;
import dev.inquest.standalone.platform.ClosingOrder;
import dev.inquest.standalone.platform.Connection;
import dev.inquest.standalone.platform.Platform;
import dev.inquest.standalone.platform.PlatformSettings;
import dev.inquest.standalone.query.QueryService;
import dev.inquest.standalone.telemetry.DetectionSteps;
import dev.inquest.standalone.telemetry.QueryMetrics;
import dev.inquest.standalone.web.WebConsole;
import dev.inquest.telemetry.SelfReport;
import dev.inquest.topology.Detector;
import dev.inquest.topology.DetectorSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Everything that `up` runs in this process, beginning with the platform.
final class AllInOne implements AutoCloseable {

    private final UpOptions options;
    private final Platform platform;
    private final Map<String, String> client;
    private final InstantSource clock;
    private final SelfReport self;
    private final ClosingOrder collectors = new ClosingOrder();
    private final ClosingOrder detection = new ClosingOrder();
    private final ClosingOrder sinks = new ClosingOrder();

    AllInOne(
            UpOptions options,
            PlatformSettings settings,
            Platform platform,
            InstantSource clock,
            SelfReport self) {
        this.options = options;
        this.platform = platform;
        this.client = settings.client();
        this.clock = clock;
        this.self = self;
    }

    /// Starts this host's collectors; they publish through one publisher, which closes last.
    void collect(CollectorObserver observer) {
        var state = options.dataDirectory().resolve("collectors");
        var publisher =
                collectors.add(
                        KafkaPublisher.start(
                                platform.bootstrapServers(),
                                client,
                                new RegistryIds(platform.registry()),
                                spooled(state.resolve("spool"), observer),
                                observer));
        collectors.add(
                NodeAgent.start(agent(state), publisher, platform.topics(), clock, observer));
        options.consoles().ifPresent(named -> consoles(named, state, publisher, observer));
        options.pods().ifPresent(file -> pods(file, publisher, observer));
        if (options.cluster().isAsked()) {
            cluster(options.cluster(), publisher, observer);
        }
    }

    private NodeAgentSettings agent(Path state) {
        return NodeAgentSettings.of(options.nodeKey(), Path.of("/"), state)
                .removingPstore(options.removesPstore())
                .watching(options.podLogs().settings(NodeAgentSettings.podLogState(state)));
    }

    /// A disk that cannot be used costs the collectors their spool, not their work.
    private Optional<SpooledTopics> spooled(Path directory, CollectorObserver observer) {
        try {
            var settings = new SpoolSettings(directory, SpoolSettings.DEFAULT_MAX_BYTES);
            return Optional.of(new SpooledTopics(Spool.open(settings), platform.topics().events()));
        } catch (IOException e) {
            observer.spoolFails(String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private void consoles(
            ConsolesSettings named, Path state, Publisher publisher, CollectorObserver observer) {
        var around =
                new Consoles.Surroundings(
                        platform.topics(),
                        publisher,
                        platform.bootstrapServers(),
                        client,
                        platform.registry(),
                        clock,
                        observer);
        try {
            collectors.add(Consoles.start(named, state, around));
        } catch (IOException e) {
            throw new UncheckedIOException("consoles: " + e.getMessage(), e);
        }
    }

    private void cluster(ClusterOptions asked, Publisher publisher, CollectorObserver observer) {
        var connection =
                new Connection(platform.bootstrapServers(), platform.schemaRegistry(), client);
        collectors.add(
                asked.start(
                        "inquest up",
                        options.nodeKey().cluster(),
                        Optional.empty(),
                        new ClusterOptions.Surroundings(
                                connection, platform.topics(), publisher, clock, observer)));
    }

    private void pods(String file, Publisher publisher, CollectorObserver observer) {
        collectors.add(
                PodRestartsFile.start(file, platform.topics().pods(), publisher, clock, observer));
    }

    /// Starts detection, which then comes up by itself.
    Detector detect() {
        var settings =
                new DetectorSettings(
                        platform.bootstrapServers(),
                        options.dataDirectory().resolve("streams"),
                        true,
                        client,
                        DetectionSteps.of(self, clock));
        return Detection.start(
                "inquest up",
                options.knownIssues(),
                options.advisories(),
                self.metrics(),
                settings,
                platform,
                detection);
    }

    /// Starts what sends findings on.
    void send(List<PlannedSink> planned, SinkObserver observer) {
        var findings =
                new Findings(platform.clientConfig(), platform.registry(), platform.topics());
        sinks.add(RunningSinks.start(planned, findings, clock, observer));
    }

    /// Starts the query server and the console over the same tables; both are ready a little later.
    void answer(QueryDoor door, WebConsole console) {
        var service = detection.add(QueryService.start(platform, door, clock));
        QueryMetrics.register(self.metrics(), service::load);
        detection.add(console).open(platform, service.tables());
    }

    /// Closes sinks, detection and collectors side by side, as all take seconds, and then the
    /// platform.
    @Override
    public void close() {
        var collecting = Thread.ofVirtual().name("close-collectors").start(collectors::close);
        var sending = Thread.ofVirtual().name("close-sinks").start(sinks::close);
        detection.close();
        try {
            collecting.join();
            sending.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        platform.close();
    }
}
