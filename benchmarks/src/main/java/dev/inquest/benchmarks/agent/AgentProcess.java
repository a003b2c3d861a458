package dev.inquest.benchmarks.agent;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/// The agent as users start it.
final class AgentProcess implements AutoCloseable {

    private final Process process;
    private final int port;

    private AgentProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /// @param program the launcher with its subcommand, or a packaged agent
    static AgentProcess start(
            List<String> program, String bootstrap, String registry, Path directory, int port)
            throws IOException {
        var command = new ArrayList<>(program);
        command.addAll(
                List.of(
                        "--bootstrap-servers",
                        bootstrap,
                        "--schema-registry",
                        registry,
                        "--node",
                        "benchmark",
                        "--data-dir",
                        directory.resolve("agent").toString(),
                        "--listen",
                        "127.0.0.1:" + port));
        var log = directory.resolve("agent.log").toFile();
        var process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(Redirect.to(log))
                        .start();
        return new AgentProcess(process, port);
    }

    long pid() {
        return process.pid();
    }

    /// A metric's value; its name as a regular expression.
    long metric(String name) throws InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            var uri = URI.create("http://127.0.0.1:" + port + "/metrics");
            var text = http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
            var matcher = Pattern.compile("(?m)^" + name + " ([0-9]+)").matcher(text.body());
            return matcher.find() ? Long.parseLong(matcher.group(1)) : -1;
        } catch (IOException e) {
            throw new UncheckedIOException("the agent does not answer", e);
        }
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}
