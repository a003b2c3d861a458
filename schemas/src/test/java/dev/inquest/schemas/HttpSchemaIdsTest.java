package dev.inquest.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.avro.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpSchemaIdsTest {

    private static final Schema SCHEMA =
            new Schema.Parser()
                    .parse(
                            "{\"type\":\"record\",\"name\":\"R\",\"doc\":\"é \\\"x\\\"\",\"fields\":[]}");

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private volatile int status = 200;
    private volatile String answer = "{\"id\": 17}";

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    try (exchange) {
                        var login = exchange.getRequestHeaders().getFirst("Authorization");
                        var body = exchange.getRequestBody().readAllBytes();
                        asked.add(
                                exchange.getRequestURI()
                                        + " "
                                        + login
                                        + " "
                                        + new String(body, StandardCharsets.UTF_8));
                        var bytes = answer.getBytes(StandardCharsets.UTF_8);
                        exchange.sendResponseHeaders(status, bytes.length);
                        exchange.getResponseBody().write(bytes);
                    }
                });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void theRegistryIsAskedOnce() throws Exception {
        var ids = ids(Map.of());

        assertThat(ids.idOf("t-value", SCHEMA)).isEqualTo(17);
        assertThat(ids.idOf("t-value", SCHEMA)).isEqualTo(17);
        assertThat(asked)
                .singleElement()
                .asString()
                .startsWith("/subjects/t-value/versions null {");
    }

    @Test
    void theSchemaArrivesAsItIs() throws Exception {
        var request = new ObjectMapper().readTree(HttpSchemaIds.request(SCHEMA));

        assertThat(request.path("schema").asText()).isEqualTo(SCHEMA.toString());
    }

    @Test
    void itLogsIn() throws Exception {
        var settings =
                Map.of(
                        "basic.auth.credentials.source", "USER_INFO",
                        "schema.registry.basic.auth.user.info", "me:secret");
        assertThat(ids(settings).idOf("t-value", SCHEMA)).isEqualTo(17);
        assertThat(asked.getFirst()).contains(" Basic bWU6c2VjcmV0 ");
    }

    @Test
    void aRefusedSchemaIsToldFromARegistryThatIsNotReady() {
        status = 409;
        assertThatThrownBy(() -> ids(Map.of()).idOf("t-value", SCHEMA))
                .isInstanceOf(SchemaRefused.class);
        for (var passing : List.of(401, 404, 429, 500, 503)) {
            status = passing;
            assertThatThrownBy(() -> ids(Map.of()).idOf("t-value", SCHEMA))
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void anAnswerWithoutIdIsNone() {
        answer = "<html>";
        assertThatThrownBy(() -> ids(Map.of()).idOf("t-value", SCHEMA))
                .isInstanceOf(IOException.class);
    }

    @Test
    void whatOnlyConfluentsClientCanDoIsLeftToIt() {
        for (var setting :
                List.of(
                        "schema.registry.ssl.truststore.location",
                        "bearer.auth.token",
                        "schema.registry.bearer.auth.credentials.source")) {
            assertThat(HttpSchemaIds.of("http://r", Map.of(setting, "x"))).isEmpty();
        }
        assertThat(HttpSchemaIds.of("http://r", Map.of("basic.auth.credentials.source", "URL")))
                .isEmpty();
        assertThat(HttpSchemaIds.of("http://r", Map.of("ssl.truststore.location", "x")))
                .isPresent();
    }

    private HttpSchemaIds ids(Map<String, String> client) {
        // The first address answers nobody.
        var urls = "http://127.0.0.1:1, http://127.0.0.1:" + server.getAddress().getPort() + "/";
        return HttpSchemaIds.of(urls, client).orElseThrow();
    }
}
