package dev.inquest.sinks.alertmanager;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The Alertmanager of the distribution's package, as a process of the test.
final class RealAlertmanager implements AutoCloseable {

    private static final String PROGRAM = "prometheus-alertmanager";

    private final Process process;
    private final URI url;
    private final HttpClient client = HttpClient.newHttpClient();

    private RealAlertmanager(Process process, URI url) {
        this.process = process;
        this.url = url;
    }

    static Optional<Path> program() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
                .map(directory -> Path.of(directory, PROGRAM))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /// @param pagerDuty where it sends its own events
    static RealAlertmanager start(Path program, Path directory, URI pagerDuty, String key) {
        try {
            var settings = directory.resolve("alertmanager.yml");
            Files.writeString(
                    settings,
                    """
                    global:
                      resolve_timeout: 2s
                      pagerduty_url: %s/v2/enqueue
                    route:
                      receiver: pager
                      group_by: [finding]
                      group_wait: 100ms
                      group_interval: 500ms
                      repeat_interval: 1h
                    receivers:
                      - name: pager
                        pagerduty_configs:
                          - routing_key: %s
                            send_resolved: true
                    """
                            .formatted(pagerDuty, key));
            var port = freePort();
            var process =
                    new ProcessBuilder(
                                    List.of(
                                            program.toString(),
                                            "--config.file=" + settings,
                                            "--storage.path=" + directory.resolve("data"),
                                            "--web.listen-address=127.0.0.1:" + port,
                                            "--cluster.listen-address="))
                            .redirectErrorStream(true)
                            .redirectOutput(
                                    Redirect.to(directory.resolve("alertmanager.log").toFile()))
                            .start();
            return new RealAlertmanager(process, URI.create("http://127.0.0.1:" + port));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    URI url() {
        return url;
    }

    boolean isReady() {
        try {
            return get("/-/ready").isPresent();
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    /// The alerts that are open now.
    List<JsonNode> active() {
        try {
            var text = get("/api/v2/alerts?active=true").orElseThrow();
            return List.copyOf(new ObjectMapper().readTree(text).valueStream().toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Optional<String> get(String path) {
        try {
            var request = HttpRequest.newBuilder(url.resolve(path)).build();
            var response = client.send(request, BodyHandlers.ofString());
            return Optional.of(response.body()).filter(_ -> response.statusCode() == 200);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
        process.destroyForcibly().onExit().join();
    }
}
