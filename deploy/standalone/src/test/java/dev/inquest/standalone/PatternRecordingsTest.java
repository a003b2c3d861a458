package dev.inquest.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// One recording for each kernel pattern, through the command that users have.
class PatternRecordingsTest {

    private static final Path RECORDINGS = Path.of("src/test/resources/replay");
    private static final ObjectMapper JSON = new ObjectMapper();

    private record Replayed(Map<String, JsonNode> findings, List<JsonNode> nodes) {

        private JsonNode finding(String pattern) {
            return findings.getOrDefault(pattern, MissingNode.getInstance());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hung-node | ERROR | prod/n1 hung: its kernel stopped and will not reboot",
                "node-wedged | ERROR | heartbeats arrive, but the lease has expired on 2 nodes",
                "kernel-trouble | WARNING | prod/n1 kernel trouble: file-system or disk error, soft lockup",
                "vm-paused | INFO | prod/n1 was paused for about 58 s",
                "crashed-and-rebooted | WARNING | prod/n1 crashed and rebooted: BUG: unable to handle kernel NULL pointer dereference in foo",
                "crash-dump-failed | ERROR | crash dump failed: the capture kernel ran out of memory (192M reserved) on 1 node",
                "duplicate-identity | WARNING | two machines go by the name prod/n1",
                "kernel-crash-cohort | CRITICAL | kernel crash 'BUG: unable to handle kernel NULL pointer dereference in nf_nat_setup_info' on 4 nodes: kernel_release=5.15.0-91-generic (CONFIRMED)",
                "crashloop-cohort | ERROR | daemonset/net-agent crash-loops on 5 nodes: iface=legacy-mesh0 (CONFIRMED)",
                "planned-reboot-overdue | WARNING | still away after a planned absence on 1 node",
            })
    void eachShowsItsPattern(String pattern, String severity, String title) {
        var finding = replay(pattern).finding(pattern);

        assertThat(finding.path("title").asText()).isEqualTo(title);
        assertThat(finding.path("severity").asText()).isEqualTo(severity);
        assertThat(finding.path("evidence")).isNotEmpty();
        assertThat(finding.path("remedies")).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "kernel-trouble",
        "vm-paused",
        "duplicate-identity",
        "planned-reboot-overdue",
        "panic-forecast",
        "forged-panic",
        "unattributed"
    })
    void noneOfTheseWakesAnybody(String recording) {
        assertThat(replay(recording).findings())
                .allSatisfy((pattern, finding) ->
                        assertThat(
                                        isOfThePanic(recording, pattern)
                                                || !finding.path("pages").asBoolean())
                                .as(pattern)
                                .isTrue());
    }

    /// In the recording of the forecast a node really panics, to put it to the test.
    private static boolean isOfThePanic(String recording, String pattern) {
        return recording.equals("panic-forecast") && pattern.equals("hung-cohort");
    }

    @Test
    void cleanAndUnclearRebootsAreNoCase() {
        assertThat(replay("reboots-that-are-no-case").findings()).isEmpty();
    }

    @Test
    void aForecastCountsNodesByCauseAndIsHeldAgainstThePanicThatThenCame() {
        var forecast = replay("panic-forecast").finding("panic-forecast");

        assertThat(forecast.path("title").asText())
                .isEqualTo(
                        "4 of 10 nodes would hang at their next panic: no crash dump is set up, and kernel.panic is 0, so the node stays down");
        assertThat(forecast.path("narrative").asText())
                .contains("2 would write a dump, 3 would reboot without one, 4 would hang")
                .contains("and of 1 it cannot be told")
                .contains("Of 1 panics since, 1 did as forecast (forecast HANG: 1 HANG)");
        assertThat(forecast.path("scope").path("node_count").asInt()).isEqualTo(4);
        assertThat(forecast.path("scope").path("zones").path("az-1").asInt()).isEqualTo(2);
    }

    @Test
    void aForgedPanicOfALivingNodeOpensAFindingThatTwoHeartbeatsRetract() {
        var replayed = replay("forged-panic");
        var finding = replayed.finding("hung-node");

        assertThat(finding.path("status").asText()).isEqualTo("RESOLVED");
        assertThat(finding.path("title").asText()).endsWith("lives on in the same boot: retracted");
        assertThat(replayed.nodes().getFirst().path("state").asText()).isEqualTo("LIVE");
    }

    @Test
    void textOfAnotherHostAndOfAnotherKernelIsShownAndMovesNothing() {
        var replayed = replay("unattributed");

        assertThat(replayed.findings()).isEmpty();
        var node = replayed.nodes().getFirst();
        assertThat(node.path("state").asText()).isEqualTo("LIVE");
        assertThat(node.path("unattributed").path("count").asInt()).isEqualTo(2);
        assertThat(node.path("unattributed").path("reason").asText())
                .contains("names kernel 6.8.0-31-generic, but the node runs 5.15.0-91-generic");
    }

    private static Replayed replay(String recording) {
        var file = RECORDINGS.resolve(recording + ".jsonl").toString();
        var run = RunCommand.of("replay", "--output", "json", file);
        assertThat(run.err()).isEmpty();
        var records = run.out().stream().map(PatternRecordingsTest::parse).toList();
        var findings = new HashMap<String, JsonNode>();
        records.stream()
                .filter(record -> record.path("topic").asText().equals("findings"))
                .map(record -> record.path("value"))
                .forEach(finding -> findings.put(finding.path("pattern").asText(), finding));
        var nodes =
                records.stream()
                        .filter(record -> record.path("topic").asText().equals("status"))
                        .map(record -> record.path("value"))
                        .toList();
        return new Replayed(findings, nodes);
    }

    private static JsonNode parse(String line) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException e) {
            throw new AssertionError(line, e);
        }
    }
}
