package dev.inquest.collectors.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inquest.collectors.publish.KafkaPublisher.Condition;
import dev.inquest.telemetry.Metrics;
import dev.inquest.telemetry.Sample;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HealthServerTest {

    private final HttpClient client = HttpClient.newHttpClient();
    private final Metrics metrics = new Metrics();
    private Duration sinceBeat = Duration.ZERO;
    private Duration sinceAccepted = Duration.ZERO;
    private Optional<HealthServer> server = Optional.empty();

    @BeforeEach
    void start() throws IOException {
        metrics.gauge("numbers", "Some.", "", () -> List.of(Sample.of(1)));
        var health = new AgentHealth(() -> new Condition(0, Map.of(), 0, sinceBeat, sinceAccepted));
        var anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        server = Optional.of(HealthServer.start(anyPort, health, metrics));
    }

    @AfterEach
    void stop() {
        server.ifPresent(HealthServer::close);
        client.close();
    }

    @Test
    void anAgentThatLivesAndIsHeardIsOk() throws Exception {
        assertThat(get("/healthz").statusCode()).isEqualTo(200);
        assertThat(get("/readyz").body()).isEqualTo("ok\n");
    }

    @Test
    void whatIsWrongIsSaidWithEachAnswerForItself() throws Exception {
        sinceAccepted = Duration.ofSeconds(61);
        assertThat(get("/healthz").statusCode()).isEqualTo(200);
        assertThat(get("/readyz").statusCode()).isEqualTo(503);
        assertThat(get("/readyz").body()).isEqualTo("Kafka took no heartbeat for 61 s\n");

        sinceBeat = Duration.ofSeconds(61);
        assertThat(get("/healthz").statusCode()).isEqualTo(503);
    }

    @Test
    void metricsHaveTheTypeThatPrometheusExpects() throws Exception {
        var answer = get("/metrics");
        assertThat(answer.body()).endsWith("numbers 1\n");
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValue("text/plain; version=0.0.4; charset=utf-8");
    }

    @Test
    void itOnlyAnswersAndTakesNothing() throws Exception {
        assertThat(send(to("/healthz").POST(BodyPublishers.ofString("x"))).statusCode())
                .isEqualTo(405);
        var head = send(to("/healthz").method("HEAD", BodyPublishers.noBody()));
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(get("/elsewhere").statusCode()).isEqualTo(404);
    }

    private HttpResponse<String> get(String path) throws Exception {
        return send(to(path).GET());
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder to(String path) {
        var port = server.map(HealthServer::port).orElseThrow();
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }
}
