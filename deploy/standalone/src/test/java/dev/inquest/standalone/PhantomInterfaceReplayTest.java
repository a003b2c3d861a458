package dev.inquest.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The second half of the founding incident, as it was seen by the agents of six nodes, and a night
/// in which seven nodes look almost like it.
class PhantomInterfaceReplayTest {

    private static final Path RECORDINGS = Path.of("src/test/resources/replay");
    private static final Path INCIDENT = RECORDINGS.resolve("phantom-interface-crashloop.jsonl");
    private static final Path SILENT = RECORDINGS.resolve("phantom-interface-silent.jsonl");

    @TempDir Path directory;

    @Test
    void oneFindingNamesTheLinkQuotesThePanicAndResolves() {
        var finding = finding(replay(INCIDENT), "phantom-interface-crashloop");

        assertThat(finding.path("title").asText())
                .isEqualTo(
                        "daemonset/cilium crash-loops over the phantom interface kube-ipvs0 on 3"
                                + " nodes");
        assertThat(texts(finding.path("scope").path("nodes")))
                .containsExactlyInAnyOrder("beijing/bj-w-1", "beijing/bj-w-2", "beijing/bj-w-3");
        assertThat(finding.path("narrative").asText())
                .contains("panic: runtime error: index out of range [3] with length 0")
                .contains("its own log names kube-ipvs0");
        assertThat(texts(finding.path("remedies").findValues("commands")))
                .startsWith("kube-proxy --cleanup")
                .contains("ip link delete kube-ipvs0");
        assertThat(finding.path("remedies").path(0).path("text").asText())
                .contains("or restart the node");
        assertThat(finding.path("severity").asText()).isEqualTo("CRITICAL");
        assertThat(finding.path("status").asText()).isEqualTo("RESOLVED");
    }

    @Test
    void whatKnowsTheCauseSpeaksForTheCrashLoop() {
        var findings = replay(INCIDENT);
        var crash = finding(findings, "phantom-interface-crashloop");
        var cohort = finding(findings, "crashloop-cohort");

        assertThat(cohort.path("parent").asText()).isEqualTo(crash.path("id").asText());
        assertThat(cohort.path("pages").asBoolean()).isFalse();
    }

    @Test
    void itWasWarnedOfBeforeAnythingCrashed() {
        var findings = replay(INCIDENT);
        var warning = finding(findings, "phantom-interface");
        var crash = finding(findings, "phantom-interface-crashloop");

        assertThat(warning.path("severity").asText()).isEqualTo("WARNING");
        assertThat(warning.path("pages").asBoolean()).isFalse();
        assertThat(warning.path("first_seen").asLong())
                .isLessThan(crash.path("first_seen").asLong());
        assertThat(warning.path("status").asText()).isEqualTo("RESOLVED");
    }

    @Test
    void whatLooksAlmostLikeItWakesNobody() {
        var findings = replay(SILENT);

        assertThat(findings).containsOnlyKeys("phantom-interface", "crashloop-cohort");
        assertThat(findings.values()).noneMatch(finding -> finding.path("pages").asBoolean());
        assertThat(texts(finding(findings, "phantom-interface").path("scope").path("nodes")))
                .containsExactlyInAnyOrder(
                        "guangzhou/phantom-without-panic", "guangzhou/another-device-named");
    }

    @Test
    void whatAnOperatorTakesAwayIsNotToldAndWhatIsWrongIsNamed() throws IOException {
        var mine = Files.writeString(directory.resolve("mine.yaml"), "disable: [kube-ipvs0]\n");
        assertThat(replay(INCIDENT, "--known-issues", mine.toString()))
                .containsOnlyKeys("crashloop-cohort");

        Files.writeString(mine, "disable: []\nlinks: 7\n");
        var run = RunCommand.of("replay", "--known-issues", mine.toString(), INCIDENT.toString());
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err())
                .singleElement()
                .asString()
                .startsWith("inquest replay: --known-issues: " + mine + ":2: ");
    }

    /// The findings as they stand at the end, by pattern.
    private static Map<String, JsonNode> replay(Path recording, String... options) {
        var arguments = new ArrayList<>(List.of("replay", "--output", "json"));
        arguments.addAll(List.of(options));
        arguments.add(recording.toString());
        var run = RunCommand.of(arguments.toArray(String[]::new));
        assertThat(run.err()).isEmpty();
        var findings = new HashMap<String, JsonNode>();
        for (var line : run.out()) {
            var record = parse(line);
            if (record.path("topic").asText().equals("findings")) {
                var before =
                        findings.put(
                                record.path("value").path("pattern").asText(),
                                record.path("value"));
                assertThat(before).as("one finding a pattern").isNull();
            }
        }
        return findings;
    }

    private static JsonNode finding(Map<String, JsonNode> findings, String pattern) {
        return findings.getOrDefault(pattern, MissingNode.getInstance());
    }

    private static JsonNode parse(String line) {
        try {
            return new ObjectMapper().readTree(line);
        } catch (JsonProcessingException e) {
            throw new AssertionError(line, e);
        }
    }

    private static List<String> texts(Iterable<JsonNode> nodes) {
        var texts = new ArrayList<String>();
        for (var node : nodes) {
            if (node.isArray()) {
                texts.addAll(texts(node));
            } else {
                texts.add(node.asText());
            }
        }
        return texts;
    }
}
