package dev.inquest.telemetry.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.inquest.telemetry.otlp.Endpoint.Protocol;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Answers over HTTP that are not quite what OTLP says.
class HttpOtlpTest {

    private static final byte[] LONG = new byte[1 << 20];

    private HttpServer server = server();

    private static HttpServer server() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @BeforeEach
    void start() {
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void aReceiverThatHasNothingToAddHasTakenIt() throws Exception {
        assertThat(answered(204, -1)).isEqualTo(new Outcome.Accepted(0, ""));
    }

    @Test
    void aStatusCountsHoweverLongThePageThatComesWithIt() throws Exception {
        assertThat(answered(404, LONG.length)).isEqualTo(new Outcome.Refused("HTTP 404"));
        assertThat(answered(200, LONG.length)).isEqualTo(new Outcome.Accepted(0, ""));
    }

    private Outcome answered(int status, int length) throws InterruptedException {
        var context =
                server.createContext(
                        "/",
                        exchange -> {
                            try (exchange) {
                                exchange.sendResponseHeaders(status, length);
                                exchange.getResponseBody().write(LONG, 0, Math.max(0, length));
                            }
                        });
        var url = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        var endpoint = new Endpoint(url, Protocol.HTTP, Map.of(), Duration.ofSeconds(10));
        try (var otlp = Otlp.to(endpoint)) {
            return otlp.send(ExportLogsServiceRequest.getDefaultInstance());
        } finally {
            server.removeContext(context);
        }
    }
}
