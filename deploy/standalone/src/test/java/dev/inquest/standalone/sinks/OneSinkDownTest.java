package dev.inquest.standalone.sinks;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.inquest.console.Plumbing.Sink;
import dev.inquest.schemas.wire.SinkStatus;
import dev.inquest.sinks.delivery.Findings;
import dev.inquest.sinks.delivery.SinkObserver;
import dev.inquest.sinks.plan.RunningSinks;
import dev.inquest.sinks.plan.SinksFile;
import dev.inquest.sinks.receiver.Notice;
import dev.inquest.sinks.standin.AlertBook.Alert;
import dev.inquest.sinks.standin.StrictPagerDuty;
import dev.inquest.sinks.standin.Weather;
import dev.inquest.standalone.platform.Connection;
import dev.inquest.standalone.platform.TopicSnapshot;
import dev.inquest.standalone.web.KafkaPlumbing;
import dev.inquest.tables.Bounds;
import dev.inquest.tables.Source;
import dev.inquest.tables.Tables;
import dev.inquest.tables.TablesObserver;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Three sinks side by side: one whose receiver is down, one in shadow, one that must not notice.
class OneSinkDownTest {

    private static final int FINDINGS = 200;
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String KEY = "fedcba9876543210fedcba9876543210";

    @TempDir private Path directory;

    private final Queue<String> wouldPage = new ConcurrentLinkedQueue<>();

    @Test
    void theOthersAreNotDelayedAndStatusSaysWhichIsBehindAndWhy() throws Exception {
        try (var bed = new SinkTestBed(directory, "down.");
                var up = StrictPagerDuty.start(10_000, Duration.ofSeconds(1));
                var down = StrictPagerDuty.start(10_000, Duration.ofSeconds(1));
                var findings =
                        new FlappingFindings(
                                bed.servers(), bed.registry(), bed.topics().findings(), 5);
                var tables = tables(bed);
                var _ = sinks(bed, up, down)) {
            down.weather(Weather.DOWN);
            findings.step(FINDINGS, "hung-cohort");

            await().atMost(PATIENCE).untilAsserted(() -> assertThat(up.alerts()).hasSize(FINDINGS));
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(wouldPage).hasSize(FINDINGS));
            await().atMost(PATIENCE)
                    .untilAsserted(() ->
                            assertThat(line(bed, "broken"))
                                    .contains("behind", "by 200", ": 50", "Event object"));
            await().atMost(PATIENCE)
                    .untilAsserted(() ->
                            assertThat(line(bed, "pager"))
                                    .contains("sends")
                                    .doesNotContain("nobody"));
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(line(bed, "quiet")).contains("shadow"));
            assertThat(down.events()).isEmpty();
            await().atMost(PATIENCE)
                    .untilAsserted(() ->
                            assertThat(onHealthPage(bed, tables))
                                    .containsEntry("broken", true)
                                    .containsEntry("pager", false)
                                    .containsEntry("quiet", false));

            down.weather(Weather.FAIR);
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(down.alerts()).hasSize(FINDINGS));
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(line(bed, "broken")).contains("up to date"));
            assertThat(up.alerts().values()).extracting(Alert::opened).containsOnly(1);
            assertThat(bed.deadLetters()).isEmpty();
        }
    }

    private RunningSinks sinks(SinkTestBed bed, StrictPagerDuty up, StrictPagerDuty down)
            throws Exception {
        var key = Files.writeString(directory.resolve("key"), KEY);
        var settings =
                """
                sinks:
                  - {kind: pagerduty, name: broken, page: true, url: "%2$s", %3$s}
                  - {kind: pagerduty, name: pager, page: true, url: "%1$s", %3$s}
                  - {kind: pagerduty, name: quiet, url: "%1$s", %3$s}
                """
                        .formatted(
                                up.url(),
                                down.url(),
                                "routing-key-file: \"%s\", per-minute: 60000".formatted(key));
        return RunningSinks.start(
                new SinksFile(SinkKinds.all(), false).parse("sinks.yaml", settings),
                new Findings(
                        Map.of("bootstrap.servers", bed.servers()), bed.registry(), bed.topics()),
                InstantSource.system(),
                new SinkObserver() {
                    @Override
                    public void wouldPage(String sink, Notice notice) {
                        wouldPage.add(sink + " " + notice.finding().getId());
                    }
                });
    }

    /// Whether the console's health page shows a sink as one to look at, by its name.
    private static Map<String, Boolean> onHealthPage(SinkTestBed bed, Tables tables) {
        try (var plumbing =
                new KafkaPlumbing(
                        Map.of("bootstrap.servers", bed.servers()),
                        bed.topics(),
                        tables.sinks(),
                        InstantSource.system())) {
            return plumbing.sinks().stream().collect(toMap(Sink::name, Sink::trouble));
        }
    }

    private static Tables tables(SinkTestBed bed) {
        return Tables.start(
                Source.kafka(Map.of("bootstrap.servers", bed.servers()), bed.registry()),
                bed.topics(),
                Bounds.ofThisProcess(),
                TablesObserver.silent(),
                InstantSource.system());
    }

    private static String line(SinkTestBed bed, String sink) {
        var connection = new Connection(bed.servers(), bed.registryUrl(), Map.of());
        var statuses = TopicSnapshot.<SinkStatus>read(connection, bed.topics().sinks());
        var status = Optional.ofNullable(statuses.get(sink));
        return status.map(one -> SinkLine.of(one, InstantSource.system().instant())).orElse("");
    }
}
