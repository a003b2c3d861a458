package dev.inquest.sinks.webhook.standin;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// An address that takes findings: JSON, posted, with a key that tells repetitions. Anything else
/// is refused.
public final class StrictWebhook implements AutoCloseable {

    private static final int TAKEN = 204;
    private static final int REFUSED = 400;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Queue<Posted> posted = new ConcurrentLinkedQueue<>();

    private StrictWebhook(HttpServer server) {
        this.server = server;
        server.createContext("/hook", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    /// Starts one on any free port of loopback.
    public static StrictWebhook start() {
        return startAt(InetAddress.getLoopbackAddress());
    }

    /// Starts one on any free port of this address.
    public static StrictWebhook startAt(InetAddress address) {
        try {
            return new StrictWebhook(HttpServer.create(new InetSocketAddress(address, 0), 200));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public URI url() {
        var address = server.getAddress();
        return URI.create(
                "http://%s:%d/hook"
                        .formatted(address.getAddress().getHostAddress(), address.getPort()));
    }

    /// What was taken, in the order of arrival.
    public List<Posted> posted() {
        return List.copyOf(posted);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = exchange.getRequestBody().readAllBytes();
            var request =
                    new Posted(
                            exchange.getRequestHeaders(), new String(body, StandardCharsets.UTF_8));
            if (!exchange.getRequestMethod().equals("POST") || !request.isWhole()) {
                exchange.sendResponseHeaders(REFUSED, -1);
                return;
            }
            posted.add(request);
            exchange.sendResponseHeaders(TAKEN, -1);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
