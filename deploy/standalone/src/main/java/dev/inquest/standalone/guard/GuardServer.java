package dev.inquest.standalone.guard;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.inquest.topology.GuardBoard;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/// Answers `/metrics` with the rollout guard, one request at a time.
public final class GuardServer implements AutoCloseable {

    private static final int WAITING = 8;

    private final HttpServer server;

    private GuardServer(HttpServer server) {
        this.server = server;
    }

    /// Listens from now on.
    ///
    /// @throws IOException when the address is taken or not ours
    public static GuardServer start(InetSocketAddress address, GuardBoard board)
            throws IOException {
        var server = HttpServer.create(address, WAITING);
        server.createContext("/", exchange -> answer(exchange, board));
        server.start();
        return new GuardServer(server);
    }

    /// Where it listens.
    public InetSocketAddress address() {
        return server.getAddress();
    }

    private static void answer(HttpExchange exchange, GuardBoard board) throws IOException {
        try (exchange) {
            if (!exchange.getRequestURI().getPath().equals("/metrics")) {
                exchange.sendResponseHeaders(404, -1);
            } else if (!exchange.getRequestMethod().equals("GET")) {
                exchange.sendResponseHeaders(405, -1);
            } else {
                var text = GuardText.of(board).getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4");
                exchange.sendResponseHeaders(200, text.length);
                exchange.getResponseBody().write(text);
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
