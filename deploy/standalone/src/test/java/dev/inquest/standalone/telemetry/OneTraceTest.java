package dev.inquest.standalone.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.inquest.collectors.observe.MeteredCollectors;
import dev.inquest.collectors.publish.KafkaPublisher;
import dev.inquest.schemas.TimeSource;
import dev.inquest.schemas.wire.KernelEvent;
import dev.inquest.schemas.wire.KernelKind;
import dev.inquest.schemas.wire.KernelSource;
import dev.inquest.sinks.backlog.Pace;
import dev.inquest.sinks.delivery.Findings;
import dev.inquest.sinks.delivery.Sink;
import dev.inquest.sinks.delivery.SinkSettings;
import dev.inquest.sinks.receiver.Answer;
import dev.inquest.sinks.receiver.Interest;
import dev.inquest.sinks.receiver.Notice;
import dev.inquest.sinks.receiver.Receiver;
import dev.inquest.standalone.http.Serving;
import dev.inquest.standalone.platform.Platform;
import dev.inquest.standalone.platform.PlatformObserver;
import dev.inquest.standalone.platform.PlatformSettings;
import dev.inquest.telemetry.ReceiverObserver;
import dev.inquest.telemetry.ReportSettings;
import dev.inquest.telemetry.SelfReport;
import dev.inquest.telemetry.otlp.Endpoint;
import dev.inquest.telemetry.otlp.receiver.StrictReceiver;
import dev.inquest.topology.Detector;
import dev.inquest.topology.DetectorSettings;
import io.opentelemetry.proto.trace.v1.Span;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// One trace leads from an event of the kernel to the receiver that was told of the finding, on a
/// real broker and with a real OTLP receiver; and the same process can be scraped.
class OneTraceTest {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String PATH =
            "inquest collect > inquest detect > inquest fleet > inquest tell";

    @TempDir Path temp;

    private final InstantSource clock = InstantSource.system();

    @Test
    void fromTheConsoleToThePage() throws Exception {
        try (var there = StrictReceiver.start(Endpoint.Protocol.HTTP);
                var self = settings(there).start(clock, ReceiverObserver.LOGGED);
                var platform =
                        Platform.start(
                                platformSettings(),
                                new PlatformObserver() {},
                                clock,
                                Serving.onLoopback(List.of(self.metrics())));
                var publisher =
                        KafkaPublisher.start(
                                platform.bootstrapServers(),
                                Map.of(),
                                platform.registry(),
                                new MeteredCollectors(self, clock));
                var _ =
                        Detector.start(
                                detection(platform, self), platform.topics(), platform.registry());
                var _ = FleetMetrics.follow(platform, self.metrics());
                var _ = sink(platform, self)) {
            for (var event : List.of(panic(KernelKind.PANICKED), panic(KernelKind.PANIC_ENDED))) {
                publisher
                        .publish(platform.topics().kernel(), "prod/n1", clock.instant(), event)
                        .get();
            }

            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(paths(there.told().spans())).contains(PATH));
            await().atMost(PATIENCE)
                    .untilAsserted(() ->
                            assertThat(scraped(platform))
                                    .contains(
                                            "inquest_collector_events_published_total{topic=\"kernel\"} 2\n",
                                            "inquest_nodes{cloud_availability_zone=\"\",inquest_node_state=\"HUNG\",k8s_cluster_name=\"prod\"} 1\n",
                                            "inquest_sink_accepted_total{sink=\"test\"}"));
        }
    }

    /// The names of the spans from each end of a trace to its beginning.
    private static List<String> paths(List<Span> spans) {
        return spans.stream().map(span -> path(span, spans)).toList();
    }

    private static String path(Span span, List<Span> spans) {
        return spans.stream()
                .filter(other ->
                        other.getSpanId().equals(span.getParentSpanId())
                                && other.getTraceId().equals(span.getTraceId()))
                .findFirst()
                .map(parent -> path(parent, spans) + " > " + span.getName())
                .orElse(span.getName());
    }

    private static String scraped(Platform platform) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            var page = URI.create(platform.schemaRegistry() + "/metrics");
            return client.send(HttpRequest.newBuilder(page).build(), BodyHandlers.ofString())
                    .body();
        }
    }

    private static ReportSettings settings(StrictReceiver there) {
        return new ReportSettings("up", "h1", Optional.empty(), Optional.of(there.endpoint()));
    }

    private PlatformSettings platformSettings() {
        return new PlatformSettings(
                temp.resolve("data"), 0, 0, "t.", 1, TimeSource.BROKER, Optional.empty(), Map.of());
    }

    private DetectorSettings detection(Platform platform, SelfReport self) {
        return new DetectorSettings(
                platform.bootstrapServers(),
                temp.resolve("streams"),
                true,
                Map.of(),
                DetectionSteps.of(self, clock));
    }

    private Sink sink(Platform platform, SelfReport self) {
        return Sink.start(
                new SinkSettings("test", false, Pace.DEFAULT, SinkSettings.BEAT_EVERY),
                new Accepting(),
                new Findings(platform.clientConfig(), platform.registry(), platform.topics()),
                clock,
                new MeteredSinks(self, clock, new Random(1)));
    }

    private static KernelEvent panic(KernelKind kind) {
        return KernelEvent.newBuilder()
                .setSource(KernelSource.SERIAL)
                .setKind(kind)
                .setTitle("Fatal exception")
                .setExcerpt(List.of("Kernel panic - not syncing: Fatal exception"))
                .build();
    }

    /// A receiver that takes everything.
    private static final class Accepting implements Receiver {

        @Override
        public Interest interest() {
            return Interest.everyRevision();
        }

        @Override
        public List<Answer> tell(List<Notice> notices) {
            return notices.stream().map(_ -> Answer.accepted()).toList();
        }

        @Override
        public boolean wakes() {
            return false;
        }
    }
}
