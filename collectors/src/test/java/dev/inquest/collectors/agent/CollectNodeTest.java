package dev.inquest.collectors.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.inquest.collectors.host.HostTree;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The agent as a process, with nobody at the addresses of Kafka and of the registry.
class CollectNodeTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final List<String> NOBODY =
            List.of(
                    "--bootstrap-servers", "127.0.0.1:9",
                    "--schema-registry", "http://127.0.0.1:9");

    private record Ended(int code, String out, String err) {}

    @TempDir private Path directory;

    @Test
    void helpIsAnAnswer() throws Exception {
        var ended = run("--help");
        assertThat(ended.code()).isZero();
        assertThat(ended.out()).isEqualTo(NodeOptions.HELP);
        assertThat(ended.err()).isEmpty();
    }

    @Test
    void misuseIsOneLineThatNamesTheOption() throws Exception {
        var ended = run("--bootstrap-server", "x");
        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err())
                .isEqualTo(
                        "inquest collect node: unknown option: --bootstrap-server (see ./inquest collect node --help)\n");
    }

    @Test
    void addressesThatCannotBeAreMisuse() throws Exception {
        host();
        var ended =
                run(
                        "--bootstrap-servers",
                        "no-port",
                        "--schema-registry",
                        "http://127.0.0.1:9",
                        "--root",
                        directory.toString(),
                        "--data-dir",
                        directory.resolve("state").toString(),
                        "--allow-blind");
        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).contains("--bootstrap-servers").contains("no-port");
    }

    @Test
    void withoutAKernelLogItEndsUnlessToldToGoOn() throws Exception {
        host();
        var ended = run(options());
        assertThat(ended.code()).isEqualTo(3);
        assertThat(ended.err()).contains("dev/kmsg cannot be read").contains("--allow-blind");
    }

    @Test
    void itRunsWithoutKafkaAnswersAndEndsInOrder() throws Exception {
        host();
        var port = freePort();
        var options = new ArrayList<>(options());
        options.addAll(List.of("--allow-blind", "--listen", "127.0.0.1:" + port));
        var err = directory.resolve("err");
        var agent = start(options, directory.resolve("out"), err);
        try {
            await().atMost(PATIENCE)
                    .ignoreExceptionsInstanceOf(IOException.class)
                    .untilAsserted(() -> assertThat(get(port, "/healthz")).isEqualTo("ok\n"));
            assertThat(get(port, "/metrics")).contains("inquest_agent_kmsg_blind 1\n");
            await().atMost(PATIENCE)
                    .untilAsserted(() ->
                            assertThat(get(port, "/metrics"))
                                    .contains("inquest_agent_spooled_events{topic=\"facts\"} 1\n"));
        } finally {
            agent.destroy();
        }
        assertThat(agent.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(agent.exitValue()).isZero();
        assertThat(Files.readString(err)).contains("source cannot be read", "collector stopped");
    }

    @Test
    void aDiskThatCannotBeUsedCostsTheSpoolOnly() throws Exception {
        host();
        Files.writeString(Files.createDirectories(directory.resolve("state")).resolve("spool"), "");
        var options = new ArrayList<>(options());
        options.addAll(List.of("--allow-blind", "--listen", "none"));
        var err = directory.resolve("err");
        var agent = start(options, directory.resolve("out"), err);
        try {
            await().atMost(PATIENCE)
                    .untilAsserted(() ->
                            assertThat(err)
                                    .content()
                                    .contains("spool fails, events wait in memory")
                                    .contains("collector started"));
        } finally {
            agent.destroy();
        }
        assertThat(agent.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }

    private void host() {
        new HostTree(directory)
                .with("proc/sys/kernel/hostname", "n-1\n")
                .with("proc/uptime", "12.50 9.00\n");
    }

    private List<String> options() {
        var options = new ArrayList<>(NOBODY);
        options.addAll(
                List.of(
                        "--root",
                        directory.toString(),
                        "--data-dir",
                        directory.resolve("state").toString()));
        return options;
    }

    private Ended run(String... options) throws Exception {
        return run(List.of(options));
    }

    private Ended run(List<String> options) throws Exception {
        var out = directory.resolve("out");
        var err = directory.resolve("err");
        var process = start(options, out, err);
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    private static Process start(List<String> options, Path out, Path err) throws IOException {
        var command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "--enable-native-access=ALL-UNNAMED",
                                "--sun-misc-unsafe-memory-access=allow",
                                "-cp",
                                System.getProperty("java.class.path"),
                                CollectNode.class.getName()));
        command.addAll(options);
        return new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
    }

    private static String get(int port, String path) throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
            return client.send(request.build(), BodyHandlers.ofString()).body();
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
