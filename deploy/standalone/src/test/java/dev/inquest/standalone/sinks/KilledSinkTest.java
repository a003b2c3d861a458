package dev.inquest.standalone.sinks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.inquest.schemas.wire.Finding;
import dev.inquest.schemas.wire.FindingStatus;
import dev.inquest.sinks.standin.AlertBook.Alert;
import dev.inquest.sinks.standin.StrictPagerDuty;
import dev.inquest.sinks.standin.Weather;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Ten thousand findings that flap, a receiver that fails, forgets, dawdles and slows us down, and
/// a sink that is killed with -9 again and again: afterwards there is one alert for each time a
/// finding opened, and each is in its last state.
class KilledSinkTest {

    private static final int FINDINGS = 10_000;
    private static final int CURSED = 20;
    private static final int STEPS = 3;
    private static final int KILLS = 6;
    private static final int NARROW = 20;
    private static final int WIDE = 2_000;
    private static final Duration PATIENCE = Duration.ofMinutes(6);

    @TempDir private Path directory;

    @Test
    void oneAlertForEachOpeningAndEveryRefusalInTheDeadLetters() throws Exception {
        try (var bed = new SinkTestBed(directory, "killed.");
                var pagerDuty = StrictPagerDuty.start(NARROW, Duration.ofMillis(200));
                var findings = findings(bed)) {
            pagerDuty.weather(new Weather(10, 10, 10, 5));
            pagerDuty.curse("cursed");
            try (var _ = bed.pager(pagerDuty, "per-minute: 120000")) {
                await().atMost(PATIENCE).until(() -> bed.committed("pager").isPresent());
            }
            publishAndKill(bed, pagerDuty, findings);
            try (var _ = bed.pager(pagerDuty, "per-minute: 120000")) {
                await().atMost(PATIENCE)
                        .pollInterval(Duration.ofSeconds(1))
                        .until(() -> isUpToDate(bed));
            }

            assertThat(pagerDuty.faults()).isEmpty();
            assertThat(openings(pagerDuty)).isEqualTo(expectedOpenings(findings));
            assertThat(open(pagerDuty)).isEqualTo(expectedOpen(findings));
            assertThat(pagerDuty.answers()).containsKeys(202, 400, 429, 500, 503);
            assertRefusalsAreDeadLetters(bed, findings);
        }
    }

    private void publishAndKill(
            SinkTestBed bed, StrictPagerDuty pagerDuty, FlappingFindings findings) {
        var random = new Random(3);
        for (var kill = 0; kill < KILLS; kill++) {
            try (var _ = bed.pager(pagerDuty, "per-minute: 120000")) {
                if (kill % (KILLS / STEPS) == 0) {
                    findings.step(FINDINGS, "hung-cohort");
                    findings.step(CURSED, "cursed-cohort");
                }
                await().atMost(PATIENCE).until(() -> pagerDuty.answers().containsKey(429));
                pagerDuty.most(WIDE);
                var enough = pagerDuty.events().size() + random.nextInt(500, 3_500);
                await().atMost(PATIENCE)
                        .pollInterval(Duration.ofMillis(20))
                        .until(() -> pagerDuty.events().size() > enough || isUpToDate(bed));
            }
        }
    }

    private static FlappingFindings findings(SinkTestBed bed) {
        return new FlappingFindings(bed.servers(), bed.registry(), bed.topics().findings(), 11);
    }

    private static boolean isUpToDate(SinkTestBed bed) {
        return bed.committed("pager").filter(at -> at.offset() >= bed.end()).isPresent();
    }

    private static Map<String, Integer> openings(StrictPagerDuty pagerDuty) {
        var openings = new HashMap<String, Integer>();
        pagerDuty.alerts().forEach((key, alert) -> openings.put(id(key), alert.opened()));
        return openings;
    }

    private static Map<String, Boolean> open(StrictPagerDuty pagerDuty) {
        var open = new HashMap<String, Boolean>();
        pagerDuty.alerts().forEach((String key, Alert alert) -> open.put(id(key), alert.open()));
        return open;
    }

    private static String id(String dedupKey) {
        return dedupKey.replace("inquest/", "").replace('/', '-');
    }

    private static Map<String, Integer> expectedOpenings(FlappingFindings findings) {
        var expected = new HashMap<>(findings.openings());
        expected.keySet().removeIf(id -> id.startsWith("cursed"));
        return expected;
    }

    private static Map<String, Boolean> expectedOpen(FlappingFindings findings) {
        var expected = new HashMap<String, Boolean>();
        findings.latest()
                .forEach((String id, Finding last) -> {
                    if (!id.startsWith("cursed")) {
                        expected.put(id, last.getStatus() == FindingStatus.OPEN);
                    }
                });
        return expected;
    }

    private static void assertRefusalsAreDeadLetters(SinkTestBed bed, FlappingFindings findings) {
        var letters = bed.deadLetters();
        assertThat(letters)
                .allSatisfy(letter -> {
                    assertThat(letter.headers()).containsEntry("inquest.sink", "pager");
                    assertThat(letter.headers().get("inquest.reason"))
                            .startsWith("400 ")
                            .contains("this key is cursed");
                    assertThat(letter.toString()).doesNotContain(SinkTestBed.KEY);
                });
        var cursed = findings.latest().keySet().stream().filter(id -> id.startsWith("cursed"));
        assertThat(letters).extracting(SinkTestBed.DeadLetter::key).containsAll(cursed.toList());
    }
}
