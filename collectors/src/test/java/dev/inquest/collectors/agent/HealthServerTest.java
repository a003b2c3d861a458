package dev.inquest.collectors.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HealthServerTest {

    private final HttpClient client = HttpClient.newHttpClient();
    private Optional<String> unhealthy = Optional.empty();
    private Optional<String> unready = Optional.empty();
    private Optional<HealthServer> server = Optional.empty();

    @BeforeEach
    void start() throws IOException {
        var answers = new HealthServer.Answers(() -> unhealthy, () -> unready, () -> "numbers 1\n");
        var anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        server = Optional.of(HealthServer.start(anyPort, answers));
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
        unready = Optional.of("Kafka took no heartbeat");
        assertThat(get("/healthz").statusCode()).isEqualTo(200);
        assertThat(get("/readyz").statusCode()).isEqualTo(503);
        assertThat(get("/readyz").body()).isEqualTo("Kafka took no heartbeat\n");

        unhealthy = Optional.of("no heartbeat");
        assertThat(get("/healthz").statusCode()).isEqualTo(503);
    }

    @Test
    void metricsHaveTheTypeThatPrometheusExpects() throws Exception {
        var metrics = get("/metrics");
        assertThat(metrics.body()).isEqualTo("numbers 1\n");
        assertThat(metrics.headers().firstValue("Content-Type"))
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
