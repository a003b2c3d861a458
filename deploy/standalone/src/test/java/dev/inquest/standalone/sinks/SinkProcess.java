package dev.inquest.standalone.sinks;

import dev.inquest.schemas.TimeSource;
import dev.inquest.schemas.Topics;
import dev.inquest.settings.SettingsRefused;
import dev.inquest.sinks.delivery.Findings;
import dev.inquest.sinks.delivery.LoggedSinks;
import dev.inquest.sinks.plan.RunningSinks;
import dev.inquest.sinks.plan.SinksFile;
import io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/// Sinks in a process of their own, so that a test can kill them as a machine dies: at once.
final class SinkProcess implements AutoCloseable {

    private final Process process;

    private SinkProcess(Process process) {
        this.process = process;
    }

    /// @param settings the text of a `sinks.yaml`
    static SinkProcess start(
            String bootstrapServers,
            String registry,
            String prefix,
            String settings,
            Map<String, String> environment,
            Path log) {
        var arguments = List.of(bootstrapServers, registry, prefix, settings);
        try {
            return new SinkProcess(
                    Jvm.of(SinkProcess.class, environment, arguments)
                            .redirectOutput(Redirect.appendTo(log.toFile()))
                            .start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static void main(String[] arguments) throws InterruptedException, SettingsRefused {
        var findings =
                new Findings(
                        Map.of("bootstrap.servers", arguments[0]),
                        new CachedSchemaRegistryClient(arguments[1], 100),
                        new Topics(arguments[2], TimeSource.STORY));
        var sinks = new SinksFile(SinkKinds.all(), false).parse("sinks.yaml", arguments[3]);
        try (var _ =
                RunningSinks.start(sinks, findings, InstantSource.system(), new LoggedSinks())) {
            Thread.currentThread().join();
        }
    }

    /// No goodbye, no flush: kill -9.
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() {
        kill();
    }
}
