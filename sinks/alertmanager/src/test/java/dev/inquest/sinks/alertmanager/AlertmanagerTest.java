package dev.inquest.sinks.alertmanager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.inquest.schemas.wire.Finding;
import dev.inquest.schemas.wire.FindingStatus;
import dev.inquest.schemas.wire.Severity;
import dev.inquest.sinks.backlog.Arrived;
import dev.inquest.sinks.backlog.Backlog;
import dev.inquest.sinks.backlog.Start;
import dev.inquest.sinks.delivery.SinkSettings;
import dev.inquest.sinks.plan.PlannedSink;
import dev.inquest.sinks.plan.SinksFile;
import dev.inquest.sinks.receiver.Change;
import dev.inquest.sinks.receiver.Notice;
import dev.inquest.sinks.receiver.Receiver;
import dev.inquest.sinks.standin.SomeFinding;
import dev.inquest.sinks.standin.StrictPagerDuty;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Alerts in a real Alertmanager, which pages the stand-in for PagerDuty in its turn.
class AlertmanagerTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final InstantSource CLOCK = InstantSource.system();

    @TempDir private Path directory;

    private StrictPagerDuty pagerDuty = StrictPagerDuty.start(1_000, Duration.ofMinutes(1));
    private Optional<RealAlertmanager> started = Optional.empty();

    @BeforeEach
    void start() {
        var program = RealAlertmanager.program();
        assumeTrue(
                program.isPresent(),
                "prometheus-alertmanager is not installed: apt-get install prometheus-alertmanager");
        started =
                program.map(path ->
                        RealAlertmanager.start(path, directory, pagerDuty.url(), "c".repeat(32)));
        await().atMost(PATIENCE).until(() -> alertmanager().isReady());
    }

    private RealAlertmanager alertmanager() {
        return started.orElseThrow();
    }

    @AfterEach
    void stop() {
        started.ifPresent(RealAlertmanager::close);
        pagerDuty.close();
    }

    @Test
    void alertsStayOpenPastItsTimeoutAndResolve() throws Exception {
        var planned = planned();
        try (var receiver = planned.receiver().apply(CLOCK)) {
            var backlog =
                    new Backlog(
                            receiver.interest(),
                            planned.settings().pace(),
                            Start.first(0),
                            new Random(1));
            backlog.add(arrived(0, finding("a", FindingStatus.OPEN, Severity.ERROR)));
            // One repetition lasts for twelve seconds, so it takes more than one to get there.
            var began = CLOCK.instant();
            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(200))
                    .until(() -> {
                        work(receiver, backlog);
                        assertThat(alertmanager().active()).hasSizeLessThanOrEqualTo(1);
                        return CLOCK.instant().isAfter(began.plusSeconds(15));
                    });
            await().atMost(PATIENCE)
                    .untilAsserted(() -> {
                        work(receiver, backlog);
                        assertThat(names()).containsExactly("InquestHungCohort error");
                    });

            backlog.add(arrived(1, finding("a", FindingStatus.OPEN, Severity.CRITICAL)));
            await().atMost(PATIENCE)
                    .untilAsserted(() -> {
                        work(receiver, backlog);
                        assertThat(names()).containsExactly("InquestHungCohort critical");
                    });

            backlog.add(arrived(2, finding("a", FindingStatus.RESOLVED, Severity.CRITICAL)));
            await().atMost(PATIENCE)
                    .untilAsserted(() -> {
                        work(receiver, backlog);
                        assertThat(names()).isEmpty();
                    });
        }
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(actions()).contains("trigger", "resolve"));
        assertThat(pagerDuty.alerts().values())
                .allSatisfy(alert -> {
                    assertThat(alert.opened()).isEqualTo(1);
                    assertThat(alert.open()).isFalse();
                });
    }

    /// Alertmanager's own events are the comparison: what it sends keeps the same rules, and names
    /// the same fields.
    @Test
    void itsOwnEventsHaveTheShapeOfOurs() throws Exception {
        try (var receiver = planned().receiver().apply(CLOCK)) {
            receiver.tell(List.of(notice(finding("a", FindingStatus.OPEN, Severity.CRITICAL))));
            await().atMost(PATIENCE).until(() -> !pagerDuty.events().isEmpty());
        }

        var event = pagerDuty.events().getFirst();
        assertThat(event.get("event_action").asText()).isEqualTo("trigger");
        assertThat(event.get("dedup_key").asText()).matches("[0-9a-f]{64}");
        assertThat(event.get("payload").fieldNames())
                .toIterable()
                .contains("summary", "source", "severity", "custom_details");
        assertThat(pagerDuty.answers()).containsOnlyKeys(202);
    }

    private List<String> actions() {
        return pagerDuty.events().stream()
                .map(event -> event.get("event_action").asText())
                .toList();
    }

    private List<String> names() {
        return alertmanager().active().stream().map(AlertmanagerTest::name).toList();
    }

    private static String name(JsonNode alert) {
        return alert.at("/labels/alertname").asText() + " " + alert.at("/labels/severity").asText();
    }

    private static void work(Receiver receiver, Backlog backlog) throws InterruptedException {
        backlog.remind(receiver.reminders().orElseThrow(), CLOCK.instant());
        var batch = backlog.next(receiver.batch(), CLOCK.instant());
        if (batch.isPresent()) {
            var answers = receiver.tell(batch.get().notices());
            assertThat(backlog.answered(batch.get(), answers, CLOCK.instant())).isEmpty();
            backlog.committed();
        }
    }

    private PlannedSink planned() throws Exception {
        var yaml =
                """
                console: https://inquest.example.net
                sinks:
                  - kind: alertmanager
                    url: %s
                    resend-every: 3s
                """
                        .formatted(alertmanager().url());
        var planned =
                new SinksFile(List.of(new AlertmanagerKind()), true)
                        .parse("sinks.yaml", yaml)
                        .getFirst();
        assertThat(planned.settings()).extracting(SinkSettings::page).isEqualTo(true);
        return planned;
    }

    private static Arrived arrived(long offset, Finding finding) {
        return new Arrived(offset, finding.getId(), finding, Optional.empty(), Map.of());
    }

    private static Notice notice(Finding finding) {
        return new Notice(Change.OPENED, finding, Map.of());
    }

    private static Finding finding(String id, FindingStatus status, Severity severity) {
        return SomeFinding.of("hung-cohort-" + id)
                .setSeverity(severity)
                .setStatus(status)
                .setRevision(severity == Severity.ERROR ? 1 : 2)
                .build();
    }
}
