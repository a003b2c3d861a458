package dev.inquest.standalone.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inquest.detection.fleet.Guard;
import dev.inquest.detection.fleet.Guard.Value;
import dev.inquest.topology.GuardBoard;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GuardServerTest {

    private static final Instant START = Instant.parse("2024-06-17T02:00:00Z");

    private Instant now = START;
    private final GuardBoard board = new GuardBoard(() -> now);

    @Test
    void itSaysGoAndHoldAndEscapesWhatValuesHold() throws Exception {
        board.post(
                guard(
                        new Value("kernel_release", "91", Optional.of("hung-cohort-1")),
                        new Value("os_image", "a \"b\" \\ c\nd", Optional.empty())));

        assertThat(scrape())
                .contains("inquest_guard{attribute=\"kernel_release\",value=\"91\"} 0\n")
                .contains(
                        "inquest_guard{attribute=\"os_image\",value=\"a \\\"b\\\" \\\\ c\\nd\"} 1\n")
                .contains("# TYPE inquest_guard gauge\n")
                .contains("inquest_guard_as_of_seconds " + START.getEpochSecond() + "\n");
    }

    @Test
    void whatIsStaleIsToHold() throws Exception {
        board.post(guard(new Value("kernel_release", "112", Optional.empty())));
        now = START.plus(GuardBoard.LASTS).minusMillis(1);
        assertThat(scrape()).contains("value=\"112\"} 1\n");

        now = START.plus(GuardBoard.LASTS);

        assertThat(scrape()).contains("value=\"112\"} 0\n");
    }

    @Test
    void answersOfAFleetThatIsReadFarBehindAreToHold() throws Exception {
        now = START.plus(Duration.ofMinutes(10));
        board.post(guard(new Value("kernel_release", "112", Optional.empty())));

        assertThat(scrape()).contains("value=\"112\"} 0\n");
    }

    @Test
    void beforeAnythingIsKnownThereIsNothing() throws Exception {
        assertThat(scrape()).doesNotContain("inquest_guard{");
    }

    @Test
    void otherPathsAndMethodsAreRefused() throws Exception {
        try (var server = start();
                var client = HttpClient.newHttpClient()) {
            assertThat(status(client, request(server, "/").GET())).isEqualTo(404);
            assertThat(status(client, request(server, "/metrics").DELETE())).isEqualTo(405);
        }
    }

    private static Guard guard(Value... values) {
        return new Guard(START, List.of(values));
    }

    private GuardServer start() throws IOException {
        return GuardServer.start(new InetSocketAddress("127.0.0.1", 0), board);
    }

    private String scrape() throws Exception {
        try (var server = start();
                var client = HttpClient.newHttpClient()) {
            var request = request(server, "/metrics").GET().build();
            return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
        }
    }

    private static int status(HttpClient client, HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    private static HttpRequest.Builder request(GuardServer server, String path) {
        return HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + server.address().getPort() + path));
    }
}
