package dev.inquest.console.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpRequest;
import io.micronaut.http.cookie.Cookie;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DoorTest {

    private static final String SECRET = "correct-horse-battery-staple";

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    private final InstantSource clock = now::get;
    private final Door loopback = new Door(new Access.Loopback(), clock);
    private final Door guarded = new Door(new Access.Token(SECRET), clock);

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1:8080", "localhost:8080", "LOCALHOST", "[::1]:8080", "[::1]"})
    void onLoopbackItsOwnNamesAreWelcome(String host) {
        assertThat(loopback.check(get("/console/api/findings").header("Host", host))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"rebound.example:8080", "127.0.0.1.evil.example", ":8080", ""})
    void aNameThatPointsHereIsNotOurs(String host) {
        assertThat(loopback.check(get("/").header("Host", host)))
                .hasValueSatisfying(no -> assertThat(no.status().getCode()).isEqualTo(403));
    }

    @Test
    void aRequestWithoutAHostIsTurnedAway() {
        assertThat(loopback.check(get("/"))).isPresent();
    }

    @Test
    void thePageOfAnotherSiteChangesNothing() {
        var byOrigin = post("/ksql").header("Origin", "https://evil.example");
        var byFetch = post("/ksql").header("Sec-Fetch-Site", "cross-site");
        var sameSite = post("/ksql").header("Sec-Fetch-Site", "same-site");
        assertThat(loopback.check(byOrigin)).isPresent();
        assertThat(loopback.check(byFetch)).isPresent();
        assertThat(loopback.check(sameSite)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/query-events?sql=SELECT", "/live", "/info", "/subjects"})
    void thePageOfAnotherSiteStartsNothingByGet(String path) {
        for (var mode : new String[] {"no-cors", "cors", "navigate"}) {
            for (var site : new String[] {"cross-site", "same-site"}) {
                var foreign =
                        local(path).header("Sec-Fetch-Site", site).header("Sec-Fetch-Mode", mode);
                assertThat(loopback.check(foreign)).as(mode).isPresent();
            }
        }
        assertThat(loopback.check(local(path).header("Origin", "https://evil.example")))
                .isPresent();
        assertThat(loopback.check(local(path).header("Sec-Fetch-Site", "same-origin"))).isEmpty();
        assertThat(loopback.check(local(path).header("Sec-Fetch-Site", "none"))).isEmpty();
        assertThat(loopback.check(local(path))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "navigate, document, true",
        "navigate, iframe, false",
        "no-cors, image, false",
    })
    void onlyALinkFromElsewhereLeadsToTheConsole(String mode, String to, boolean welcome) {
        for (var site : new String[] {"cross-site", "same-site"}) {
            var asked =
                    local("/")
                            .header("Sec-Fetch-Site", site)
                            .header("Sec-Fetch-Mode", mode)
                            .header("Sec-Fetch-Dest", to);
            assertThat(loopback.check(asked).isEmpty()).as(site).isEqualTo(welcome);
        }
    }

    @Test
    void ourOwnPageAndProgramsMayPost() {
        var page =
                post("/query-stream")
                        .header("Origin", "http://127.0.0.1:8080")
                        .header("Sec-Fetch-Site", "same-origin");
        assertThat(loopback.check(page)).isEmpty();
        assertThat(loopback.check(post("/subjects"))).isEmpty();
    }

    @Test
    void withATokenNothingIsShownWithoutIt() {
        for (var path :
                new String[] {
                    "/console/api/findings",
                    "/subjects",
                    "/query-stream",
                    "/console/assets/../api/findings"
                }) {
            assertThat(guarded.check(get(path)))
                    .as(path)
                    .hasValueSatisfying(no -> assertThat(no.status().getCode()).isEqualTo(401));
        }
    }

    @Test
    void theProgramOfTheConsoleIsOpenToAll() {
        assertThat(guarded.check(get("/"))).isEmpty();
        assertThat(guarded.check(get("/console/assets/main.js"))).isEmpty();
    }

    @Test
    void theTokenOpensAsBearerAndAsPassword() {
        var basic =
                Base64.getEncoder()
                        .encodeToString(("any:" + SECRET).getBytes(StandardCharsets.UTF_8));
        assertThat(guarded.check(get("/subjects").header("Authorization", "Bearer " + SECRET)))
                .isEmpty();
        assertThat(guarded.check(get("/subjects").header("Authorization", "Basic " + basic)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer", "Bearer wrong", "Basic ???", "Basic YQ==", "Digest x", ""})
    void anythingElseDoesNot(String authorization) {
        assertThat(guarded.check(get("/subjects").header("Authorization", authorization)))
                .isPresent();
    }

    @Test
    void aSessionOpensForTwelveHours() {
        var session = guarded.sessions().orElseThrow().logIn(SECRET).orElseThrow();
        assertThat(session).doesNotContain(SECRET);
        assertThat(guarded.check(with(session))).isEmpty();
        now.set(Instant.EPOCH.plus(Duration.ofHours(12)));
        assertThat(guarded.check(with(session))).isPresent();
    }

    @Test
    void aForgedSessionDoesNotOpen() {
        assertThat(guarded.check(with("forged"))).isPresent();
    }

    @Test
    void wrongTokensKeepNobodyOut() {
        var sessions = guarded.sessions().orElseThrow();
        for (var i = 0; i < 1_000; i++) {
            assertThat(sessions.logIn("guess")).isEmpty();
        }
        assertThat(sessions.logIn(SECRET)).isPresent();
    }

    @Test
    void sessionsAreBounded() {
        var sessions = guarded.sessions().orElseThrow();
        var first = sessions.logIn(SECRET).orElseThrow();
        for (var i = 0; i < Sessions.MOST; i++) {
            now.set(now.get().plusSeconds(4));
            sessions.logIn(SECRET);
        }
        assertThat(sessions.isOpen(first)).isFalse();
    }

    @Test
    void aTokenOfNoSensibleLengthIsRefused() {
        assertThatThrownBy(() -> new Access.Token("short"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("24 characters");
        assertThatThrownBy(() -> new Access.Token("x".repeat(1_025)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1024 characters");
    }

    @Test
    void aTokenIsNeverPrinted() {
        assertThat(new Access.Token(SECRET)).hasToString("a token");
    }

    private static MutableHttpRequest<?> get(String path) {
        return HttpRequest.GET(path);
    }

    private static MutableHttpRequest<?> local(String path) {
        return get(path).header("Host", "127.0.0.1:8080");
    }

    private static MutableHttpRequest<?> post(String path) {
        return HttpRequest.POST(path, "{}").header("Host", "127.0.0.1:8080");
    }

    private static MutableHttpRequest<?> with(String session) {
        return get("/subjects").cookie(Cookie.of(Door.COOKIE, session));
    }
}
