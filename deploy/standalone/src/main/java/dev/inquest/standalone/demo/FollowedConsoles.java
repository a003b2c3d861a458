package dev.inquest.standalone.demo;

import dev.inquest.collectors.console.ConsoleCollector;
import dev.inquest.collectors.console.ConsoleSettings;
import dev.inquest.collectors.observe.LoggedObservations;
import dev.inquest.collectors.publish.KafkaPublisher;
import dev.inquest.standalone.demo.fleet.Fleet;
import dev.inquest.standalone.demo.stage.ConsoleReading;
import dev.inquest.standalone.demo.stage.StoryClock;
import dev.inquest.standalone.platform.Patience;
import dev.inquest.standalone.platform.Platform;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/// The real console collector, following the consoles that the story writes and stamping each line
/// with the story's time.
final class FollowedConsoles implements ConsoleReading, AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(10);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final KafkaPublisher publisher;
    private final ConsoleCollector collector;

    private FollowedConsoles(KafkaPublisher publisher, ConsoleCollector collector) {
        this.publisher = publisher;
        this.collector = collector;
    }

    static FollowedConsoles start(Platform platform, DemoDirectory directory, StoryClock clock) {
        var observer = new LoggedObservations();
        var consoles = created(directory.consoles());
        var publisher =
                KafkaPublisher.start(
                        platform.bootstrapServers(), Map.of(), platform.registry(), observer);
        var settings =
                ConsoleSettings.directory(
                                consoles, Fleet.CLUSTER, directory.state().resolve("consoles"))
                        .polling(POLL);
        return new FollowedConsoles(
                publisher,
                ConsoleCollector.start(
                        settings, platform.topics().kernel(), publisher, clock, observer));
    }

    private static Path created(Path directory) {
        try {
            return Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make the console directory " + directory, e);
        }
    }

    @Override
    public void awaitRead(Map<Path, Long> sizes) throws InterruptedException {
        if (!Patience.until(() -> isRead(sizes), POLL.dividedBy(2), PATIENCE)) {
            throw new IllegalStateException("the console collector does not keep up");
        }
    }

    private boolean isRead(Map<Path, Long> sizes) {
        return sizes.entrySet().stream()
                .allMatch(
                        file -> collector.caughtUpTo(file.getKey()).orElse(-1L) >= file.getValue());
    }

    @Override
    public void close() {
        collector.close();
        publisher.close();
    }
}
