package dev.inquest.sinks.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.inquest.sinks.receiver.Answer;
import dev.inquest.telemetry.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What comes back over HTTP, and what becomes of it.
class OutletTest {

    private static final Secret KEY = new Secret("0123456789abcdef0123456789abcdef");

    private final CountDownLatch done = new CountDownLatch(1);
    private final Outlet outlet =
            new Outlet(InstantSource.fixed(Instant.EPOCH), List.of(KEY), Duration.ofMinutes(1));
    private HttpServer server = server();

    private static HttpServer server() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @BeforeEach
    void start() {
        server.start();
    }

    @AfterEach
    void stop() {
        done.countDown();
        outlet.close();
        server.stop(0);
    }

    @ParameterizedTest
    @CsvSource({
        "200, Accepted",
        "202, Accepted",
        "204, Accepted",
        "301, Refused",
        "400, Refused",
        "401, Refused",
        "404, Refused",
        "413, Refused",
        "408, Later",
        "425, Later",
        "429, Later",
        "500, Later",
        "503, Later",
        "599, Later"
    })
    void statusesBecomeAnswers(int status, String answer) throws InterruptedException {
        answer(status, "because", Map.of());

        assertThat(post().getClass().getSimpleName()).isEqualTo(answer);
    }

    @Test
    void aReceiverMayAskToBeLeftAlone() throws InterruptedException {
        answer(503, "busy", Map.of("Retry-After", "120"));

        assertThat(post())
                .isEqualTo(new Answer.Later("503 busy", Optional.of(Duration.ofMinutes(2))));
    }

    @Test
    void reasonsAreOneBoundedLineWithoutSecrets() throws InterruptedException {
        answer(400, "bad key " + KEY.reveal() + "\nand " + "more ".repeat(100_000), Map.of());

        assertThat(post())
                .isInstanceOfSatisfying(
                        Answer.Refused.class,
                        refused -> {
                            assertThat(refused.reason())
                                    .startsWith("400 bad key [secret] and more")
                                    .hasSizeLessThan(1_100)
                                    .doesNotContain("\n", KEY.reveal());
                        });
    }

    @Test
    void nobodyIsWaitedForLongerThanAllowed() throws InterruptedException {
        server.createContext(
                "/",
                exchange -> {
                    waitForTheEnd();
                    exchange.close();
                });

        try (var impatient =
                new Outlet(InstantSource.system(), List.of(), Duration.ofMillis(500))) {
            assertThat(post(impatient))
                    .isInstanceOfSatisfying(
                            Answer.Later.class,
                            later -> assertThat(later.reason()).startsWith("no answer"));
        }
    }

    @Test
    void aDroppedConnectionIsTriedAgain() throws InterruptedException {
        server.createContext("/", com.sun.net.httpserver.HttpExchange::close);

        assertThat(post()).isInstanceOf(Answer.Later.class);
    }

    @Test
    void whoeverSaysYesHasItThoughTheAnswerNeverEnds() throws InterruptedException {
        server.createContext(
                "/",
                exchange -> {
                    exchange.sendResponseHeaders(202, 100);
                    exchange.getResponseBody().flush();
                    waitForTheEnd();
                });

        try (var impatient =
                new Outlet(InstantSource.system(), List.of(), Duration.ofMillis(500))) {
            assertThat(post(impatient)).isEqualTo(Answer.accepted());
        }
    }

    @Test
    void aSuccessThatIsNotTheReceiversIsNone() throws InterruptedException {
        answer(200, "<html>", Map.of());

        assertThat(outlet.post(address(), new byte[0], Map.of(), status -> status == 202))
                .isInstanceOfSatisfying(
                        Answer.Later.class,
                        later -> assertThat(later.reason()).startsWith("200, which this receiver"));
    }

    @Test
    void nobodyThereIsToldFromAWrongName() throws InterruptedException {
        assertThat(outlet.post(URI.create("http://no-such-host.invalid/"), new byte[0], Map.of()))
                .isInstanceOfSatisfying(
                        Answer.Later.class,
                        later ->
                                assertThat(later.reason())
                                        .startsWith("no answer: ConnectException")
                                        .containsOnlyOnce("UnresolvedAddressException"));
    }

    @Test
    void secretsDoNotPrint() {
        assertThat(KEY).hasToString("[secret]");
        assertThat(List.of(KEY).toString() + Optional.of(KEY)).doesNotContain("0123");
    }

    private void waitForTheEnd() {
        try {
            done.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Answer post() throws InterruptedException {
        return post(outlet);
    }

    private Answer post(Outlet outlet) throws InterruptedException {
        return outlet.post(address(), "{}".getBytes(StandardCharsets.UTF_8), Map.of());
    }

    private URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    private void answer(int status, String text, Map<String, String> headers) {
        server.createContext(
                "/",
                exchange -> {
                    var body = text.getBytes(StandardCharsets.UTF_8);
                    headers.forEach(exchange.getResponseHeaders()::add);
                    exchange.sendResponseHeaders(status, status == 204 ? -1 : body.length);
                    if (status != 204) {
                        exchange.getResponseBody().write(body);
                    }
                    exchange.close();
                });
    }
}
