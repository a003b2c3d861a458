package dev.inquest.standalone.cli;

import dev.inquest.collectors.observe.BothObservers;
import dev.inquest.collectors.observe.CollectorObserver;
import dev.inquest.collectors.observe.LoggedObservations;
import dev.inquest.collectors.observe.MeteredCollectors;
import dev.inquest.collectors.publish.KafkaPublisher;
import dev.inquest.collectors.publish.Publisher;
import dev.inquest.standalone.platform.ClosingOrder;
import dev.inquest.standalone.platform.Connection;
import dev.inquest.standalone.platform.Reachable;
import dev.inquest.standalone.terminal.Screen;
import dev.inquest.standalone.terminal.Style;
import dev.inquest.standalone.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;

/// Runs one collector until somebody asks it to end: what all `collect` commands have in common.
///
/// @param command how the command is called, as its complaints begin
/// @param directory where its state and its log are kept
record Collecting(
        String command,
        KafkaOptions kafka,
        TelemetryOptions telemetry,
        Path directory,
        OutputOption output) {

    private static final Duration END_WITHIN = Duration.ofMillis(4_600);
    private static final Duration REACHABLE_WITHIN = Duration.ofSeconds(8);

    /// Starts a collector.
    @FunctionalInterface
    interface Collector {

        /// Starts it; whoever called closes it.
        ///
        /// @throws IOException when something on this host is missing; the message says what
        AutoCloseable start(Publisher publisher, Connection connection, CollectorObserver observer)
                throws IOException;
    }

    /// Starts it, waits for Ctrl-C, and closes it in order.
    ///
    /// @param what is collected, for the person at the terminal
    ExitCode run(String what, Collector collector) throws InterruptedException {
        kafka.check(command);
        telemetry.check(command);
        prepareDirectory();
        // Somebody who reads JSON finds nothing else on standard output.
        var screen = output.isJson() ? Terminal.err() : Terminal.out();
        var interruption = Interruption.watch(END_WITHIN);
        try {
            run(what, collector, screen, interruption);
        } catch (ConfigException e) {
            throw CommandFailed.badInput(command + ": --client-config: " + e.getMessage());
        } catch (KafkaException e) {
            throw CommandFailed.unavailable(command + ": Kafka: " + e.getMessage());
        } catch (IOException e) {
            throw CommandFailed.unavailable(command + ": " + e.getMessage());
        } finally {
            interruption.closed();
        }
        screen.line("Goodbye.");
        return ExitCode.FINE;
    }

    private void run(String what, Collector collector, Screen screen, Interruption interruption)
            throws InterruptedException, IOException {
        var connection = kafka.connection();
        requireTopics(connection);
        var log = LogFile.in(directory);
        var logged = new BothObservers(new LoggedObservations(), new UpReport(screen));
        try (var parts = new ClosingOrder()) {
            var clock = InstantSource.system();
            var self = parts.add(telemetry.start(command, role(), clock));
            var observer = new BothObservers(logged, new MeteredCollectors(self, clock));
            var publisher =
                    parts.add(
                            KafkaPublisher.start(
                                    kafka.bootstrapServers(),
                                    kafka.client(),
                                    connection.registry(),
                                    observer));
            parts.add(collector.start(publisher, connection, observer));
            screen.line(Style.STRONG, "Inquest collects " + what + ".");
            screen.line("Ready. Ctrl-C ends it; the log is %s".formatted(log));
            interruption.await();
            screen.line("");
            screen.line("Closing …");
        }
    }

    /// `inquest collect console` is `collect-console` to those who watch it.
    private String role() {
        return command.replaceFirst("^inquest ", "").replace(' ', '-');
    }

    /// Topics are made by whoever detects, because their partitions are decided there.
    private void requireTopics(Connection connection) throws InterruptedException {
        var topic = kafka.topics().kernel().name();
        try (var admin = connection.admin()) {
            if (!Reachable.within(REACHABLE_WITHIN, admin)) {
                throw CommandFailed.unavailable(
                        "%s: no Kafka answers at %s (--bootstrap-servers)"
                                .formatted(command, kafka.bootstrapServers()));
            }
            if (!names(admin).contains(topic)) {
                throw CommandFailed.unavailable(
                        ("%s: there is no topic %s at %s: start detection first, or see"
                                        + " --topic-prefix")
                                .formatted(command, topic, kafka.bootstrapServers()));
            }
        }
    }

    private static Set<String> names(Admin admin) throws InterruptedException {
        try {
            return admin.listTopics().names().get();
        } catch (ExecutionException e) {
            throw new KafkaException(e.getCause() == null ? e : e.getCause());
        }
    }

    private void prepareDirectory() {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw CommandFailed.badInput(
                    "%s: --data-dir: %s cannot be used: %s"
                            .formatted(command, directory, e.getMessage()));
        }
        if (!Files.isWritable(directory)) {
            throw CommandFailed.badInput(
                    "%s: --data-dir: %s cannot be written to".formatted(command, directory));
        }
    }
}
