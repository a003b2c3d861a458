package dev.inquest.standalone.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.inquest.collectors.agent.CollectNode;
import dev.inquest.schemas.TimeSource;
import dev.inquest.standalone.platform.Platform;
import dev.inquest.standalone.platform.PlatformObserver;
import dev.inquest.standalone.platform.PlatformSettings;
import dev.inquest.standalone.sinks.Jvm;
import dev.inquest.telemetry.otlp.Endpoint;
import dev.inquest.telemetry.otlp.receiver.StrictReceiver;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.Metric;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The node agent as a process of its own tells an OTLP receiver of itself: where its events began,
/// and its numbers.
class AgentTelemetryTest {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir Path temp;

    @Test
    void theFirstSpanOfATraceIsTheAgents() throws Exception {
        host();
        try (var there = StrictReceiver.start(Endpoint.Protocol.HTTP);
                var platform =
                        Platform.start(
                                settings(), new PlatformObserver() {}, InstantSource.system())) {
            var agent = agent(platform, there);
            try {
                await().atMost(PATIENCE)
                        .untilAsserted(() -> {
                            assertThat(there.told().spans())
                                    .isNotEmpty()
                                    .allSatisfy(span -> {
                                        assertThat(span.getName()).isEqualTo("inquest collect");
                                        assertThat(span.getParentSpanId().isEmpty()).isTrue();
                                    });
                            assertThat(there.told().metrics())
                                    .extracting(Metric::getName)
                                    .contains(
                                            "inquest.agent.kmsg.blind",
                                            "inquest.collector.events.published",
                                            "process.cpu.time");
                        });
            } finally {
                agent.destroy();
            }
            assertThat(agent.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
            assertThat(agent.exitValue()).isZero();
            assertThat(resource(there))
                    .containsEntry("service.name", "inquest-collect-node")
                    .containsEntry("host.name", "n-1");
        }
    }

    private static Map<String, String> resource(StrictReceiver there) {
        return there
                .told()
                .metricRequests()
                .getFirst()
                .getResourceMetrics(0)
                .getResource()
                .getAttributesList()
                .stream()
                .collect(
                        Collectors.toMap(
                                KeyValue::getKey, pair -> pair.getValue().getStringValue()));
    }

    private Process agent(Platform platform, StrictReceiver there) throws Exception {
        return Jvm.of(
                        CollectNode.class,
                        Map.of(),
                        List.of(
                                "--bootstrap-servers",
                                platform.bootstrapServers(),
                                "--schema-registry",
                                platform.schemaRegistry(),
                                "--topic-prefix",
                                "t.",
                                "--root",
                                temp.resolve("host").toString(),
                                "--data-dir",
                                temp.resolve("state").toString(),
                                "--listen",
                                "none",
                                "--allow-blind",
                                "--otlp-endpoint",
                                there.endpoint().url().toString()))
                .redirectOutput(temp.resolve("agent.log").toFile())
                .start();
    }

    private void host() throws Exception {
        var proc = Files.createDirectories(temp.resolve("host/proc/sys/kernel"));
        Files.writeString(proc.resolve("hostname"), "n-1\n");
        Files.writeString(temp.resolve("host/proc/uptime"), "12.50 9.00\n");
    }

    private PlatformSettings settings() {
        return new PlatformSettings(
                temp.resolve("data"), 0, 0, "t.", 1, TimeSource.BROKER, Optional.empty(), Map.of());
    }
}
