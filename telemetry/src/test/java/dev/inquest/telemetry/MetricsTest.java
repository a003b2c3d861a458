package dev.inquest.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MetricsTest {

    private final Metrics metrics = new Metrics();

    @Test
    void aGaugeFamilyIsWrittenAsPrometheusReadsIt() {
        metrics.gauge(
                "inquest.guard",
                "Trust in an attribute.",
                "",
                () ->
                        List.of(
                                new Sample(
                                        Map.of(
                                                "value",
                                                "5.15 \"x\"\n",
                                                "attribute",
                                                "kernel.release"),
                                        0.25)));

        assertThat(metrics.exposition())
                .isEqualTo(
                        """
                        # HELP inquest_guard Trust in an attribute.
                        # TYPE inquest_guard gauge
                        inquest_guard{attribute="kernel.release",value="5.15 \\"x\\"\\n"} 0.25
                        """);
    }

    @Test
    void countersEndInTotalAndTakeOneLabel() {
        var told = metrics.counter("inquest.findings.told", "Told.", "{finding}", "pattern");
        told.add("hung-node", 2);
        told.add("hung-node", 1);

        assertThat(metrics.exposition())
                .contains("inquest_findings_told_total{pattern=\"hung-node\"} 3\n");
    }

    @Test
    void aLabelWithTooManyValuesIsCountedTogether() {
        var counter = metrics.counter("inquest.many", "Many.", "", "label");
        for (var value = 0; value < 2 * Counter.MAX_VALUES; value++) {
            counter.add("v" + value, 1);
        }

        assertThat(counter.samples()).hasSize(Counter.MAX_VALUES + 1);
        assertThat(counter.samples()).contains(Sample.of("label", "other", Counter.MAX_VALUES));
    }

    @Test
    void aFamilyThatFailsCostsNoOther() {
        metrics.gauge(
                "inquest.broken",
                "Broken.",
                "",
                () -> {
                    throw new IllegalStateException("not now");
                });
        metrics.gauge("inquest.fine", "Fine.", "", () -> List.of(Sample.of(1)));

        assertThat(metrics.exposition()).contains("inquest_fine 1\n");
    }

    @Test
    void aNameTwiceIsRefused() {
        metrics.gauge("inquest.fine", "Fine.", "", List::of);

        assertThatThrownBy(() -> metrics.gauge("inquest.fine", "Again.", "", List::of))
                .hasMessageContaining("inquest.fine");
    }

    @Test
    void prometheusScrapesThemOverHttp() throws Exception {
        metrics.gauge("inquest.up", "Up.", "s", () -> List.of(Sample.of(1.5)));
        var at = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try (var server = ScrapeServer.start(at, metrics);
                var client = HttpClient.newHttpClient()) {
            var base = "http://127.0.0.1:" + server.port();
            var found =
                    client.send(
                            HttpRequest.newBuilder(URI.create(base + "/metrics")).build(),
                            BodyHandlers.ofString());
            var other =
                    client.send(
                            HttpRequest.newBuilder(URI.create(base + "/metricsx")).build(),
                            BodyHandlers.ofString());

            assertThat(found.statusCode()).isEqualTo(200);
            assertThat(found.headers().firstValue("Content-Type"))
                    .contains(Exposition.CONTENT_TYPE);
            assertThat(found.body()).contains("inquest_up_seconds 1.5\n");
            assertThat(other.statusCode()).isEqualTo(404);
        }
    }
}
