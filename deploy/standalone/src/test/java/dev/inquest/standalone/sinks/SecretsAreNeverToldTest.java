package dev.inquest.standalone.sinks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.inquest.standalone.RunCommand;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The programs of the sinks, with secrets that can be recognised: none is on a screen, in a log, a
/// metric, a status or a dead letter, although the receiver repeats all it is sent, and although
/// settings are wrong.
class SecretsAreNeverToldTest {

    /// What all secrets here have in them.
    private static final String MARK = "Xyzzy";

    private static final String KEY = "0000XyzzyKey00000000000000000000";
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private static final Map<String, String> ENVIRONMENT =
            Map.of(
                    "INQUEST_TEST_KEY", KEY,
                    "INQUEST_TEST_AUTH", "Bearer XyzzyToken",
                    "OTEL_EXPORTER_OTLP_HEADERS", "authorization=Bearer XyzzyTelemetry");

    /// Each kind with every secret that it takes; `%1$s` is where the receiver is, `%2$s` a file
    /// with an address of it.
    private static final Map<String, String> SINKS =
            Map.of(
                    "pagerduty",
                    "url: %1$s, routing-key: '${INQUEST_TEST_KEY}', heartbeat-url-file: %2$s",
                    "alertmanager",
                    "url: %1$s, findings: all, authorization: '${INQUEST_TEST_AUTH}'",
                    "webhook",
                    "url-file: %2$s, authorization: '${INQUEST_TEST_AUTH}', signing-secret: '${INQUEST_TEST_KEY}'",
                    "otlp",
                    "url: %1$s, header: '${INQUEST_TEST_AUTH}'");

    @TempDir private Path directory;

    @Test
    void whateverTheReceiverRepeats() throws Exception {
        try (var bed = new SinkTestBed(directory.resolve("kafka"), "secret.");
                var receiver = new EchoingReceiver();
                var findings =
                        new FlappingFindings(
                                bed.servers(), bed.registry(), bed.topics().findings(), 7)) {
            findings.step(20, "hung-cohort");
            var programs = new HashMap<String, SinkProgram>();
            var ports = new ArrayList<Integer>();
            try {
                for (var kind : SINKS.keySet()) {
                    ports.add(freePort());
                    programs.put(kind, program(kind, bed, receiver, ports.getLast()));
                }
                assertNoneIsTold(bed, programs, ports);
            } finally {
                programs.values().forEach(SinkProgram::close);
            }
        }
    }

    private static void assertNoneIsTold(
            SinkTestBed bed, Map<String, SinkProgram> programs, List<Integer> ports)
            throws Exception {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(500))
                .untilAsserted(() ->
                        assertThat(bed.deadLetters())
                                .extracting(letter -> letter.headers().get("inquest.sink"))
                                .containsAll(SINKS.keySet()));
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(500))
                .untilAsserted(() -> {
                    for (var kind : SINKS.keySet()) {
                        assertThat(status(bed)).containsPattern(kind + " to .* dead letters");
                    }
                });
        var told = new StringBuilder(bed.deadLetters().toString()).append(status(bed));
        for (var program : programs.values()) {
            await().atMost(PATIENCE)
                    .untilAsserted(
                            () -> assertThat(program.said()).contains("telemetry is not taken"));
            told.append(program.said());
        }
        for (var port : ports) {
            told.append(scraped(port));
        }
        assertThat(told.toString()).contains("[secret]").doesNotContainIgnoringCase(MARK);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{kind: pagerduty, routing-key: XyzzyKey}",
                "{kind: pagerduty, routing-key-file: %1$s}",
                "{kind: pagerduty, routes: [{routing-key: XyzzyKey}]}",
                "{kind: pagerduty, routing-key: '${INQUEST_TEST_KEY}', url: 'http://me:Xyzzy@pager'}",
                "{kind: pagerduty, routing-key: '${INQUEST_TEST_KEY}', heartbeat-url: 'http://h/Xyzzy'}",
                "{kind: alertmanager, url: 'http://me:Xyzzy@alerts'}",
                "{kind: alertmanager, url: 'http://alerts', authorization: Bearer Xyzzy}",
                "{kind: webhook, url-file: %1$s}",
                "{kind: webhook, url: 'ftp://me:Xyzzy@hooks'}",
                "{kind: webhook, url: 'http://me:Xyzzy@hooks'}",
                "{kind: webhook, url: 'http://hooks', signing-secret: whsec_Xyzzy}",
                "{kind: webhook, url: 'http://hooks', signing-secret-file: %1$s}",
                "{kind: otlp, url: 'http://me:Xyzzy@collector'}",
                "{kind: otlp, url: 'http://collector', header: Bearer Xyzzy}",
                "{kind: pagerduty, routing-key: 'Xyzzy",
                "{kind: pagerduty, routing-key: Xyzzy, url: *Xyzzy}",
                "{kind: pagerduty, routing-key: !Xyzzy Xyzzy}",
                "{kind: pagerduty, routing-key: !Xyzzy!Xyzzy}",
                "{kind: pagerduty, routing-key: &Xyzzy}",
                "{kind: pagerduty, routing-key: \"\\Xyzzy\"}",
                "{kind: pagerduty, routing-key: @Xyzzy}"
            })
    void whateverIsWrongInTheSettings(String sink) throws IOException {
        var secret = Files.writeString(directory.resolve("secret"), "whsec_Xyzzy not base64!");
        var file =
                Files.writeString(
                        directory.resolve("sinks.yaml"), "sinks:\n  - " + sink.formatted(secret));
        var kind = sink.replaceAll(".*kind: (\\w+).*", "$1");

        var run = RunCommand.of("sink", kind, "--sinks", file.toString());

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).isNotEmpty();
        assertThat(run.toString()).doesNotContainIgnoringCase(MARK);
    }

    @Test
    void theCommandLineAndItsHelpTellNone() throws Exception {
        for (var kind : List.of("pagerduty", "alertmanager", "webhook", "otlp")) {
            var run =
                    RunCommand.of(
                            "sink", kind, "--set", "routing-key=Xyzzy", "--set", "header=Xyzzy");

            assertThat(run.code()).isEqualTo(2);
            assertThat(run.toString()).doesNotContainIgnoringCase(MARK);
        }
        try (var program = SinkProgram.start(directory, ENVIRONMENT, List.of("--help"))) {
            assertThat(program.code()).isZero();
            assertThat(program.said()).contains("--page").doesNotContainIgnoringCase(MARK);
        }
    }

    private SinkProgram program(
            String kind, SinkTestBed bed, EchoingReceiver receiver, int metricsPort)
            throws IOException {
        var hook =
                Files.writeString(
                        directory.resolve("hook"), receiver.url() + "/to/XyzzyPath?k=XyzzyQuery");
        var sink = SINKS.getOrDefault(kind, "").formatted(receiver.url(), hook);
        var file =
                Files.writeString(
                        directory.resolve(kind + ".yaml"),
                        "sinks:\n  - {kind: %s, page: true, %s}".formatted(kind, sink));
        return SinkProgram.start(
                directory.resolve(kind),
                ENVIRONMENT,
                List.of(
                        kind,
                        "--sinks",
                        file.toString(),
                        "--bootstrap-servers",
                        bed.servers(),
                        "--schema-registry",
                        bed.registryUrl(),
                        "--topic-prefix",
                        bed.topics().prefix(),
                        "--metrics-port",
                        Integer.toString(metricsPort),
                        "--otlp-endpoint",
                        receiver.url()));
    }

    private static String status(SinkTestBed bed) {
        var asked =
                List.of(
                        "status",
                        "--bootstrap-servers",
                        bed.servers(),
                        "--schema-registry",
                        bed.registryUrl(),
                        "--topic-prefix",
                        bed.topics().prefix(),
                        "--output");
        var said = new StringBuilder();
        for (var form : List.of("text", "json")) {
            var arguments = new ArrayList<>(asked);
            arguments.add(form);
            said.append(RunCommand.of(arguments.toArray(String[]::new)));
        }
        return said.toString();
    }

    private static String scraped(int port) throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            var page = URI.create("http://127.0.0.1:%d/metrics".formatted(port));
            var answer = client.send(HttpRequest.newBuilder(page).build(), BodyHandlers.ofString());
            assertThat(answer.body()).contains("inquest_sink");
            return answer.body();
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
