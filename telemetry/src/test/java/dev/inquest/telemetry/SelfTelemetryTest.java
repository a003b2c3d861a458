package dev.inquest.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.inquest.telemetry.otlp.Endpoint;
import dev.inquest.telemetry.otlp.Otlp;
import dev.inquest.telemetry.otlp.receiver.Reply;
import dev.inquest.telemetry.otlp.receiver.StrictReceiver;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SelfTelemetryTest {

    private static final Identity IDENTITY = new Identity("inquest-detect", "0.1.0", "h1", "h1-1");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @ParameterizedTest
    @EnumSource(Endpoint.Protocol.class)
    void spansAndNumbersArriveWhole(Endpoint.Protocol protocol) throws Exception {
        var metrics = new Metrics();
        metrics.gauge(
                "inquest.nodes", "Nodes.", "{node}", () -> List.of(Sample.of("state", "HUNG", 3)));
        try (var receiver = StrictReceiver.start(protocol);
                var telemetry = start(receiver, metrics)) {
            telemetry.add(span("1"));

            await().atMost(PATIENCE)
                    .untilAsserted(() -> {
                        assertThat(receiver.told().spans()).hasSize(1);
                        assertThat(receiver.told().metrics()).isNotEmpty();
                    });

            var span = receiver.told().spans().getFirst();
            assertThat(span.getName()).isEqualTo("inquest detect");
            assertThat(HexFormat.of().formatHex(span.getTraceId().toByteArray()))
                    .isEqualTo("0af7651916cd43dd8448eb211c80319c");
            assertThat(HexFormat.of().formatHex(span.getSpanId().toByteArray())).endsWith("1");
            assertThat(HexFormat.of().formatHex(span.getParentSpanId().toByteArray()))
                    .isEqualTo("00f067aa0ba902b7");
            assertThat(span.getEndTimeUnixNano() - span.getStartTimeUnixNano())
                    .isEqualTo(5_000_000);
            var nodes =
                    receiver.told().metrics().stream()
                            .filter(metric -> metric.getName().equals("inquest.nodes"))
                            .findFirst()
                            .orElseThrow();
            assertThat(nodes.getGauge().getDataPoints(0).getAsDouble()).isEqualTo(3);
            assertThat(nodes.getUnit()).isEqualTo("{node}");
            assertThat(
                            receiver
                                    .told()
                                    .metricRequests()
                                    .getFirst()
                                    .getResourceMetrics(0)
                                    .getResource()
                                    .getAttributesList()
                                    .stream()
                                    .map(attribute ->
                                            attribute.getKey()
                                                    + "="
                                                    + attribute.getValue().getStringValue()))
                    .contains("service.name=inquest-detect", "host.name=h1");
        }
    }

    @ParameterizedTest
    @EnumSource(Endpoint.Protocol.class)
    void whatIsNotTakenIsKeptAndWhatIsRefusedIsCounted(Endpoint.Protocol protocol)
            throws Exception {
        var metrics = new Metrics();
        try (var receiver = StrictReceiver.start(protocol);
                var telemetry = start(receiver, metrics)) {
            receiver.replies()
                    .then(new Reply.Away(Optional.empty()))
                    .then(new Reply.Away(Optional.empty()));
            telemetry.add(span("2"));
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(receiver.told().spans()).hasSize(1));

            receiver.replies().then(new Reply.Wrong("no"));
            telemetry.add(span("3"));
            await().atMost(PATIENCE)
                    .untilAsserted(() ->
                            assertThat(metrics.exposition())
                                    .contains(
                                            "inquest_telemetry_spans_dropped_total{reason=\"refused\"} 1"));
        }
    }

    private static SelfTelemetry start(StrictReceiver receiver, Metrics metrics) {
        return SelfTelemetry.start(
                Otlp.to(receiver.endpoint()),
                metrics,
                IDENTITY,
                InstantSource.system(),
                ReceiverObserver.LOGGED);
    }

    private static Span span(String last) {
        var began = Instant.parse("2026-11-24T10:00:00Z");
        return new Span(
                "inquest detect",
                "0af7651916cd43dd8448eb211c80319c",
                "b7ad6b716920333" + last,
                Optional.of("00f067aa0ba902b7"),
                began,
                began.plusMillis(5),
                Map.of("k8s.node.name", "n1"),
                Optional.empty());
    }
}
