package dev.inquest.collectors.agent;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.inquest.telemetry.Metrics;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Answers whether the agent lives, whether what it sees gets anywhere, and its numbers; on
/// loopback unless told otherwise, one request at a time.
final class HealthServer implements AutoCloseable {

    private static final int BACKLOG = 8;

    private final HttpServer server;

    private HealthServer(HttpServer server) {
        this.server = server;
    }

    static HealthServer start(InetSocketAddress at, AgentHealth health, Metrics metrics)
            throws IOException {
        var server = HttpServer.create(at, BACKLOG);
        server.createContext("/healthz", exchange -> answer(exchange, health.unhealthy()));
        server.createContext("/readyz", exchange -> answer(exchange, health.unready()));
        server.createContext("/metrics", exchange -> answer(exchange, 200, metrics.exposition()));
        server.start();
        return new HealthServer(server);
    }

    int port() {
        return server.getAddress().getPort();
    }

    private static void answer(HttpExchange exchange, Optional<String> trouble) throws IOException {
        answer(exchange, trouble.isEmpty() ? 200 : 503, trouble.orElse("ok") + "\n");
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        try (exchange) {
            if (!exchange.getRequestMethod().matches("GET|HEAD")) {
                exchange.sendResponseHeaders(405, -1);
                return;
            }
            var bytes = text.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders()
                    .set("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
            var isHead = exchange.getRequestMethod().equals("HEAD");
            exchange.sendResponseHeaders(status, isHead ? -1 : bytes.length);
            if (!isHead) {
                exchange.getResponseBody().write(bytes);
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
