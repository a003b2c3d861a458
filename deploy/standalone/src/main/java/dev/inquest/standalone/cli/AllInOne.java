package dev.inquest.standalone.cli;

import dev.inquest.collectors.agent.NodeAgent;
import dev.inquest.collectors.consoles.Consoles;
import dev.inquest.collectors.consoles.ConsolesSettings;
import dev.inquest.collectors.heartbeat.HeartbeatSettings;
import dev.inquest.collectors.host.BootId;
import dev.inquest.collectors.host.HostFiles;
import dev.inquest.collectors.observe.CollectorObserver;
import dev.inquest.collectors.pods.PodLogSettings;
import dev.inquest.collectors.pods.PodLogsCollector;
import dev.inquest.collectors.pods.PodRestartsFile;
import dev.inquest.collectors.publish.KafkaPublisher;
import dev.inquest.collectors.publish.KafkaPublisher.SpooledTopics;
import dev.inquest.collectors.publish.Publisher;
import dev.inquest.collectors.spool.Spool;
import dev.inquest.collectors.spool.SpoolSettings;
import dev.inquest.query.http.QueryDoor;
import dev.inquest.schemas.RegistryIds;
import dev.inquest.standalone.platform.ClosingOrder;
import dev.inquest.standalone.platform.Connection;
import dev.inquest.standalone.platform.Platform;
import dev.inquest.standalone.platform.PlatformSettings;
import dev.inquest.standalone.web.WebConsole;
import dev.inquest.standalone.query.QueryService;
import dev.inquest.topology.Detector;
import dev.inquest.topology.DetectorSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/// Everything that `up` runs in this process, beginning with the platform.
final class AllInOne implements AutoCloseable {

    private final UpOptions options;
    private final Platform platform;
    private final Map<String, String> client;
    private final InstantSource clock;
    private final ClosingOrder collectors = new ClosingOrder();
    private final ClosingOrder detection = new ClosingOrder();

    AllInOne(UpOptions options, PlatformSettings settings, Platform platform, InstantSource clock) {
        this.options = options;
        this.platform = platform;
        this.client = settings.client();
        this.clock = clock;
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
                NodeAgent.start(
                        options.nodeKey(),
                        publisher,
                        platform.topics(),
                        clock,
                        Path.of("/"),
                        state,
                        observer,
                        HeartbeatSettings.DEFAULT,
                        options.removesPstore()));
        options.consoles().ifPresent(named -> consoles(named, state, publisher, observer));
        options.pods().ifPresent(file -> pods(file, publisher, observer));
        options.podLogs()
                .settings(state.resolve("pod-logs.counts"))
                .ifPresent(settings -> podLogs(settings, publisher, observer));
        if (options.cluster().isAsked()) {
            cluster(options.cluster(), publisher, observer);
        }
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

    private void podLogs(PodLogSettings settings, Publisher publisher, CollectorObserver observer) {
        var boot = BootId.of(new HostFiles(Path.of("/")));
        collectors.add(
                PodLogsCollector.start(
                        settings,
                        new PodLogsCollector.Destination(
                                options.nodeKey(), boot, platform.topics().pods(), publisher),
                        clock,
                        observer));
    }

    /// Starts detection, which then comes up by itself.
    Detector detect() {
        var settings =
                new DetectorSettings(
                        platform.bootstrapServers(),
                        options.dataDirectory().resolve("streams"),
                        true,
                        client);
        var known = options.knownIssues().watch("inquest up").map(detection::add);
        var detector =
                known.isPresent()
                        ? Detector.start(
                                settings, platform.topics(), platform.registry(), known.get())
                        : Detector.start(settings, platform.topics(), platform.registry());
        return detection.add(detector);
    }

    /// Starts the query server and the console over the same tables; both are ready a little
    /// later.
    void answer(QueryDoor door, WebConsole console) {
        var service = detection.add(QueryService.start(platform, door, clock));
        detection.add(console).open(platform, service.tables());
    }

    /// Closes detection and collectors side by side, as both take seconds, and then the platform.
    @Override
    public void close() {
        var collecting = Thread.ofVirtual().name("close-collectors").start(collectors::close);
        detection.close();
        try {
            collecting.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        platform.close();
    }
}
