package dev.inquest.standalone.web;

import dev.inquest.schemas.TimeSource;
import dev.inquest.schemas.Topics;
import dev.inquest.settings.SettingsRefused;
import dev.inquest.sinks.delivery.Findings;
import dev.inquest.sinks.delivery.SinkObserver;
import dev.inquest.sinks.plan.RunningSinks;
import dev.inquest.sinks.plan.SinksFile;
import dev.inquest.sinks.standin.StrictPagerDuty;
import dev.inquest.sinks.standin.Weather;
import dev.inquest.standalone.sinks.SinkKinds;
import io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;

/// A sink named `pager` whose receiver answers, and takes nothing.
record SinkThatIsDown(RunningSinks sinks, StrictPagerDuty receiver) implements AutoCloseable {

    static SinkThatIsDown start(Path directory, String kafka, String registry)
            throws IOException, SettingsRefused {
        var receiver = StrictPagerDuty.start(1_000, Duration.ofMinutes(1));
        receiver.weather(Weather.DOWN);
        var key = Files.writeString(directory.resolve("pager.key"), "k".repeat(32));
        var settings =
                """
                sinks:
                  - {kind: pagerduty, name: pager, page: true, severity: info, url: "%s", routing-key-file: "%s"}
                """
                        .formatted(receiver.url(), key);
        var sinks =
                RunningSinks.start(
                        new SinksFile(SinkKinds.all(), false).parse("sinks.yaml", settings),
                        new Findings(
                                Map.of("bootstrap.servers", kafka),
                                new CachedSchemaRegistryClient(registry, 10),
                                new Topics(Topics.DEFAULT_PREFIX, TimeSource.STORY)),
                        InstantSource.system(),
                        new SinkObserver() {});
        return new SinkThatIsDown(sinks, receiver);
    }

    @Override
    public void close() {
        sinks.close();
        receiver.close();
    }
}
