package dev.inquest.standalone.sinks;

import com.google.rpc.Status;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/// The worst of receivers: it takes nothing, and its errors repeat everything that it was sent,
/// address, headers and body. Once it says "later", after that it refuses.
final class EchoingReceiver implements AutoCloseable {

    private final HttpServer server;
    private final AtomicInteger asked = new AtomicInteger();

    EchoingReceiver() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        server.createContext("/", this::answer);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = exchange.getRequestBody().readAllBytes();
            var path = exchange.getRequestURI().toString();
            var text =
                    path
                            + exchange.getRequestHeaders().entrySet()
                            + new String(body, StandardCharsets.UTF_8);
            var answer =
                    path.startsWith("/v1/")
                            ? Status.newBuilder().setMessage(text).build().toByteArray()
                            : text.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(asked.incrementAndGet() < 5 ? 503 : 400, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
