package dev.inquest.standalone.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.inquest.standalone.RunCommand;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `inquest up` on an address that others can reach: nothing without the token, everything with it.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ElsewhereThanLoopbackTest {

    private static final String TOKEN = "a-token-that-nobody-guesses-42";
    private static final String BEARER = "Bearer " + TOKEN;
    private static final String COUNT = "{\"sql\":\"SELECT COUNT(*) FROM nodes;\"}";

    private final HttpClient client = HttpClient.newHttpClient();
    private ProgramProcess program;
    private String url = "";

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        var token = Files.writeString(directory.resolve("token"), TOKEN + "\n");
        program =
                ProgramProcess.start(
                        directory, "up", "--http-host=0.0.0.0", "--http-token-file=" + token);
        url = program.console().replace("0.0.0.0", "127.0.0.1");
        await().atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofMillis(500))
                .until(() -> query("Authorization", BEARER).statusCode() == 200);
    }

    @AfterAll
    void stop() {
        program.close();
        client.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"up", "serve"})
    void withoutATokenItDoesNotStart(String command) {
        var refused =
                RunCommand.of(
                        command,
                        "--http-host=0.0.0.0",
                        "--bootstrap-servers=127.0.0.1:1",
                        "--schema-registry=http://127.0.0.1:1");

        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err())
                .singleElement()
                .satisfies(line ->
                        assertThat(line).contains("--http-host", "needs --http-token-file"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/console/api/findings",
                "/console/api/fleet",
                "/subjects",
                "/info",
                "/query-events?sql=SELECT%201",
                "/metrics"
            })
    void nothingIsToldWithoutTheToken(String path) throws Exception {
        assertThat(get(path).statusCode()).isEqualTo(401);
        assertThat(get(path, "Authorization", "Bearer wrong").statusCode()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/console/api/findings", "/console/api/fleet", "/subjects", "/info"})
    void everythingIsToldWithIt(String path) throws Exception {
        assertThat(get(path, "Authorization", BEARER).statusCode()).isEqualTo(200);
    }

    @Test
    void queriesWantItToo() throws Exception {
        assertThat(query().statusCode()).isEqualTo(401);
        assertThat(query("Authorization", BEARER).body().lines()).hasSize(2);
    }

    @Test
    void aBrowserLogsInAndThePagesOfOthersCannotAskInItsName() throws Exception {
        var cookie =
                post("/console/login", TOKEN, "Content-Type", "text/plain")
                        .headers()
                        .firstValue("set-cookie")
                        .orElseThrow();
        var session = cookie.substring(0, cookie.indexOf(';'));

        assertThat(query("Cookie", session).statusCode()).isEqualTo(200);
        assertThat(query("Cookie", session, "Sec-Fetch-Site", "cross-site").statusCode())
                .isEqualTo(403);
        assertThat(query("Cookie", session, "Origin", "http://evil.example").statusCode())
                .isEqualTo(403);
        assertThat(post("/console/login", "wrong", "Content-Type", "text/plain").statusCode())
                .isEqualTo(403);
    }

    @Test
    void everyAnswerKeepsTheBrowserInItsPlace() throws Exception {
        for (var path : new String[] {"/", "/console/api/fleet", "/info"}) {
            var headers = get(path).headers();
            assertThat(headers.firstValue("Content-Security-Policy"))
                    .as(path)
                    .hasValueSatisfying(policy ->
                            assertThat(policy)
                                    .contains("default-src 'none'", "frame-ancestors 'none'"));
            assertThat(headers.firstValue("X-Frame-Options")).as(path).hasValue("DENY");
            assertThat(headers.firstValue("X-Content-Type-Options")).as(path).hasValue("nosniff");
            assertThat(headers.firstValue("Referrer-Policy")).as(path).isPresent();
        }
    }

    private HttpResponse<String> query(String... headers) throws Exception {
        return post("/query-stream", COUNT, headers);
    }

    private HttpResponse<String> get(String path, String... headers) throws Exception {
        return send(HttpRequest.newBuilder(URI.create(url + path)), headers);
    }

    private HttpResponse<String> post(String path, String body, String... headers)
            throws Exception {
        var request = HttpRequest.newBuilder(URI.create(url + path));
        return send(request.POST(BodyPublishers.ofString(body)), headers);
    }

    private HttpResponse<String> send(HttpRequest.Builder request, String... headers)
            throws Exception {
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.timeout(Duration.ofMinutes(1)).build(), BodyHandlers.ofString());
    }
}
