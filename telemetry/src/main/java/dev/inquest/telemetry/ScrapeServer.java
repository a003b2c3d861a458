package dev.inquest.telemetry;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/// Lets Prometheus scrape a process that has no other HTTP server; one request at a time.
public final class ScrapeServer implements AutoCloseable {

    private static final int BACKLOG = 8;

    private final HttpServer server;

    private ScrapeServer(HttpServer server) {
        this.server = server;
    }

    /// Answers `/metrics` from now on; port 0 takes any free one.
    public static ScrapeServer start(InetSocketAddress at, Metrics metrics) throws IOException {
        var server = HttpServer.create(at, BACKLOG);
        server.createContext("/metrics", exchange -> answer(exchange, metrics));
        server.createContext("/", exchange -> refuse(exchange, 404));
        server.start();
        return new ScrapeServer(server);
    }

    public int port() {
        return server.getAddress().getPort();
    }

    private static void answer(HttpExchange exchange, Metrics metrics) throws IOException {
        if (!exchange.getRequestMethod().equals("GET")
                || !exchange.getRequestURI().getPath().equals("/metrics")) {
            refuse(exchange, exchange.getRequestMethod().equals("GET") ? 404 : 405);
            return;
        }
        try (exchange) {
            var bytes = metrics.exposition().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", Exposition.CONTENT_TYPE);
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private static void refuse(HttpExchange exchange, int status) throws IOException {
        try (exchange) {
            exchange.sendResponseHeaders(status, -1);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
