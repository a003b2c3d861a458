package dev.inquest.standalone.ask;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.inquest.standalone.cli.CommandFailed;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/// One question to a query server, over its HTTP API.
final class Asking {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration CONNECT = Duration.ofSeconds(5);

    private final HttpClient client =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(CONNECT)
                    .build();
    private final URI server;
    private final AtomicReference<Optional<InputStream>> open =
            new AtomicReference<>(Optional.empty());
    private final AtomicReference<Optional<String>> queryId =
            new AtomicReference<>(Optional.empty());
    private final AtomicBoolean ended = new AtomicBoolean();

    Asking(URI server) {
        this.server = server;
    }

    /// Asks a query and hands its rows on until the end.
    void query(String sql, boolean fromBeginning, Rows rows) throws InterruptedException {
        var body = JSON.createObjectNode().put("sql", sql);
        body.putObject("properties")
                .put("auto.offset.reset", fromBeginning ? "earliest" : "latest");
        var response = send("/query-stream", body);
        open.set(Optional.of(response.body()));
        try (var lines =
                new BufferedReader(
                        new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            hand(lines, rows);
        } catch (IOException e) {
            if (!ended.get()) {
                throw CommandFailed.unavailable(
                        "inquest query: the server went away: " + e.getMessage());
            }
        }
        rows.end();
    }

    private void hand(BufferedReader lines, Rows rows) throws IOException {
        String line;
        while ((line = lines.readLine()) != null) {
            hand(line, rows);
            if (!lines.ready()) {
                rows.pause();
            }
        }
    }

    private void hand(String line, Rows rows) {
        var json = parsed(line);
        if (json.isEmpty()) {
            rows.line(line);
        } else if (json.get().isArray()) {
            rows.row(json.get());
        } else if (json.get().has("columnNames")) {
            queryId.set(Optional.of(json.get().path("queryId").asText()));
            var names = new ArrayList<String>();
            json.get().path("columnNames").forEach(name -> names.add(name.asText()));
            rows.columns(names);
        } else {
            rows.end();
            throw failed(json.get());
        }
    }

    private static Optional<JsonNode> parsed(String line) {
        if (!line.startsWith("[") && !line.startsWith("{")) {
            return Optional.empty();
        }
        try {
            return Optional.of(JSON.readTree(line));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /// Has statements carried out that are no queries.
    JsonNode statements(String sql) throws InterruptedException {
        var response = send("/ksql", JSON.createObjectNode().put("ksql", sql));
        try (var body = response.body()) {
            return JSON.readTree(body);
        } catch (IOException e) {
            throw CommandFailed.unavailable(
                    "inquest query: the server went away: " + e.getMessage());
        }
    }

    private HttpResponse<InputStream> send(String path, JsonNode body) throws InterruptedException {
        var request =
                HttpRequest.newBuilder(server.resolve(path))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                        .build();
        try {
            var response = client.send(request, BodyHandlers.ofInputStream());
            if (response.statusCode() != 200) {
                throw failed(response);
            }
            return response;
        } catch (ConnectException e) {
            throw CommandFailed.unavailable(
                    "inquest query: no query server answers at " + server + " (--server)");
        } catch (IOException e) {
            throw CommandFailed.unavailable(
                    "inquest query: %s: %s (--server)".formatted(server, e.getMessage()));
        }
    }

    private static CommandFailed failed(HttpResponse<InputStream> response) throws IOException {
        try (var body = response.body()) {
            var text = new String(body.readAllBytes(), StandardCharsets.UTF_8);
            return parsed(text)
                    .map(Asking::failed)
                    .orElseGet(() ->
                            CommandFailed.unavailable(
                                    "inquest query: the server answers "
                                            + response.statusCode()
                                            + "; is it a query server? (--server)"));
        }
    }

    /// The statement's fault, or the server's.
    private static CommandFailed failed(JsonNode error) {
        var message = "inquest query: " + error.path("message").asText();
        var code = error.path("error_code").asInt();
        return code / 100 == 400
                ? CommandFailed.badInput(message)
                : CommandFailed.unavailable(message);
    }

    /// Ends the query that runs; the thread that reads it comes to its end.
    void end() {
        if (!ended.compareAndSet(false, true)) {
            return;
        }
        queryId.get()
                .ifPresent(id -> {
                    try {
                        send("/close-query", JSON.createObjectNode().put("queryId", id))
                                .body()
                                .close();
                    } catch (IOException | CommandFailed e) {
                        // It has ended by itself, or the server has.
                        ended.set(true);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });
        open.get()
                .ifPresent(body -> {
                    try {
                        body.close();
                    } catch (IOException e) {
                        // Nobody reads it any more.
                        ended.set(true);
                    }
                });
    }
}
