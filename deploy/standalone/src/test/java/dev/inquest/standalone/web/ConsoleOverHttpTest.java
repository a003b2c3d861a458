package dev.inquest.standalone.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inquest.console.access.Access;
import dev.inquest.standalone.http.HttpServer;
import dev.inquest.standalone.http.Serving;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the server answers to anybody, before there is anything to show.
class ConsoleOverHttpTest {

    private static final String SECRET = "correct-horse-battery-staple";

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void everyAnswerKeepsTheBrowserInItsPlace() throws Exception {
        try (var server = serve(new Access.Loopback())) {
            for (var path :
                    new String[] {"/", "/console/assets/main.js", "/console/api/findings", "/no"}) {
                var headers = get(server, path).headers();
                assertThat(headers.firstValue("Content-Security-Policy"))
                        .as(path)
                        .hasValueSatisfying(policy ->
                                assertThat(policy)
                                        .contains("default-src 'none'", "frame-ancestors 'none'")
                                        .doesNotContain("unsafe"));
                assertThat(headers.firstValue("X-Frame-Options")).as(path).hasValue("DENY");
                assertThat(headers.firstValue("X-Content-Type-Options")).as(path).isPresent();
            }
        }
    }

    @Test
    void whileItStartsItSaysSo() throws Exception {
        try (var server = serve(new Access.Loopback())) {
            var answer = get(server, "/console/api/fleet");
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.body()).contains("starting");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/console/assets/..%2f..%2fConsole.class",
                "/console/assets/%2e%2e%2fConsole.class",
                "/console/assets/Main.js",
                "/console/assets/main.js.map",
                "/console/assets/nothing.js"
            })
    void onlyItsOwnFilesAreServed(String path) throws Exception {
        try (var server = serve(new Access.Loopback())) {
            assertThat(get(server, path).statusCode()).isIn(400, 404);
        }
    }

    @Test
    void withATokenNothingIsToldBeforeLoggingIn() throws Exception {
        try (var server = serve(new Access.Token(SECRET))) {
            assertThat(get(server, "/").statusCode()).isEqualTo(200);
            assertThat(get(server, "/console/api/findings").statusCode()).isEqualTo(401);
            assertThat(get(server, "/subjects").statusCode()).isEqualTo(401);
            assertThat(logIn(server, "not it").statusCode()).isEqualTo(403);
            var cookie = logIn(server, SECRET).headers().firstValue("set-cookie").orElseThrow();
            assertThat(cookie)
                    .containsIgnoringCase("HttpOnly")
                    .contains("SameSite=Strict", "Path=/");
            assertThat(cookie).doesNotContain(SECRET);
            var session = cookie.substring(0, cookie.indexOf(';'));
            var inside = get(server, "/console/api/findings", "Cookie", session);
            assertThat(inside.statusCode()).isEqualTo(503);
        }
    }

    private HttpServer serve(Access access) {
        var console = new WebConsole(access, InstantSource.system());
        return HttpServer.start(Serving.onLoopback(console.pages()), 0, Map.of());
    }

    private HttpResponse<String> get(HttpServer server, String path, String... headers)
            throws Exception {
        var request = HttpRequest.newBuilder(URI.create(server.url() + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> logIn(HttpServer server, String token) throws Exception {
        var request =
                HttpRequest.newBuilder(URI.create(server.url() + "/console/login"))
                        .header("Content-Type", "text/plain")
                        .POST(BodyPublishers.ofString(token));
        return client.send(request.build(), BodyHandlers.ofString());
    }
}
