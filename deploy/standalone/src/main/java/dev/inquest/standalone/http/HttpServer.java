package dev.inquest.standalone.http;

import dev.inquest.standalone.broker.LoopbackPort;
import dev.inquest.standalone.broker.PortTaken;
import dev.inquest.standalone.registry.Registry;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Puts every page and API of this process behind one port. Controllers join it by being on the
/// class path; what they talk to is handed in.
public final class HttpServer implements AutoCloseable {

    /// The names under which Confluent's clients speak JSON; without this only strings would be
    /// written under them.
    private static final List<String> MORE_JSON =
            List.of(
                    "application/vnd.schemaregistry.v1+json",
                    "application/vnd.schemaregistry+json");

    /// How the server itself says "any free one".
    private static final int ANY_PORT = -1;

    private final ApplicationContext context;
    private final URI url;

    private HttpServer(ApplicationContext context, URI url) {
        this.context = context;
        this.url = url;
    }

    public static HttpServer start(int port, Registry registry) {
        return start(port, Map.of(), registry);
    }

    public static HttpServer start(int port, Map<String, Object> properties, Object... beans) {
        return start(Serving.onLoopback(List.of(beans)), port, properties);
    }

    /// Returns once requests are answered; port 0 means any free one.
    ///
    /// @throws PortTaken if another program listens on the port
    public static HttpServer start(Serving serving, int port, Map<String, Object> properties) {
        var claimed = serving.isOnDefaultLoopback() ? LoopbackPort.claim(port) : anyFor(port);
        var all = new HashMap<String, Object>(properties);
        all.put("micronaut.server.host", serving.host());
        all.put("micronaut.server.port", claimed);
        // HTTP/1.1 and HTTP/2 without TLS on one port: ksqlDB's clients speak both.
        all.put("micronaut.server.http-version", "2.0");
        all.put("micronaut.codec.json.additional-types", MORE_JSON);
        var context =
                ApplicationContext.builder()
                        .banner(false)
                        .deduceEnvironment(false)
                        .properties(all)
                        .singletons(serving.pages().toArray())
                        .build();
        try {
            context.start();
            var server = context.getBean(EmbeddedServer.class).start();
            return new HttpServer(context, reachable(serving, server.getURI()));
        } catch (RuntimeException e) {
            context.close();
            throw LoopbackPort.takenMeanwhile(claimed, e)
                    .<RuntimeException>map(taken -> taken)
                    .orElse(e);
        }
    }

    private static int anyFor(int port) {
        return port == 0 ? ANY_PORT : port;
    }

    /// Who listens everywhere is reached on loopback too.
    private static URI reachable(Serving serving, URI url) {
        var host = serving.address().isAnyLocalAddress() ? LoopbackPort.HOST : serving.host();
        var literal = host.contains(":") ? "[" + host + "]" : host;
        return URI.create("%s://%s:%d".formatted(url.getScheme(), literal, url.getPort()));
    }

    public URI url() {
        return url;
    }

    @Override
    public void close() {
        context.close();
    }
}
