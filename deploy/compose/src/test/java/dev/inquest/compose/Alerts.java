package dev.inquest.compose;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What an Alertmanager has on its page.
record Alerts(int port) {

    private static final Pattern FINDING = Pattern.compile("\"finding\":\"([^\"]+)\"");

    /// Ids of the findings that have an alert.
    Set<String> findings() {
        var page = URI.create("http://127.0.0.1:%d/api/v2/alerts".formatted(port));
        try (var client = HttpClient.newHttpClient()) {
            var answer = client.send(HttpRequest.newBuilder(page).build(), BodyHandlers.ofString());
            return FINDING.matcher(answer.body())
                    .results()
                    .map((MatchResult found) -> found.group(1))
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            return Set.of();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Set.of();
        }
    }
}
