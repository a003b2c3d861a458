package dev.inquest.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Recordings of what concerns many nodes, through the command that users have.
class FleetRecordingsTest {

    private static final Path RECORDINGS = Path.of("src/test/resources/replay");
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir private Path directory;

    @Test
    void aZoneThatFallsSilentIsOneFindingAndItsNodesAreNone() {
        var findings = replay("zone-silent");

        assertThat(findings)
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.path("pattern").asText()).isEqualTo("zone-silent");
                    assertThat(finding.path("title").asText())
                            .isEqualTo(
                                    "6 of 8 nodes of zone a in cluster prod fell silent at once");
                    assertThat(finding.path("severity").asText()).isEqualTo("CRITICAL");
                    assertThat(finding.path("pages").asBoolean()).isTrue();
                    assertThat(finding.path("scope").path("zones").path("a").asInt()).isEqualTo(6);
                    assertThat(finding.path("evidence")).isNotEmpty();
                    assertThat(finding.path("remedies")).isNotEmpty();
                });
    }

    @Test
    void anAdvisoryNamesTheNodesWhoseKernelItMarks() {
        var advisories = RECORDINGS.resolve("advisories.yaml").toString();
        var findings = replay("kernel-advisory", "--advisories", advisories);

        assertThat(findings)
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.path("pattern").asText()).isEqualTo("kernel-advisory");
                    assertThat(finding.path("title").asText())
                            .isEqualTo("advisory jammy-hangs: hangs under load on 2 nodes");
                    assertThat(finding.path("severity").asText()).isEqualTo("WARNING");
                    assertThat(finding.path("pages").asBoolean()).isFalse();
                });
    }

    @Test
    void withoutAdvisoriesNothingIsAdvised() {
        assertThat(replay("kernel-advisory")).isEmpty();
    }

    @Test
    void brokenAdvisoriesAreRefusedWithTheirLine() throws Exception {
        var broken = directory.resolve("advisories.yaml");
        Files.writeString(
                broken, "advisories:\n  - id: a\n    title: b\n    kernels: [{from: x}]\n");

        var run =
                RunCommand.of(
                        "replay",
                        "--advisories",
                        broken.toString(),
                        RECORDINGS.resolve("kernel-advisory.jsonl").toString());

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err())
                .singleElement()
                .satisfies(line ->
                        assertThat(line)
                                .contains("--advisories: " + broken + ":4")
                                .contains("'x'"));
    }

    private static List<JsonNode> replay(String recording, String... options) {
        var arguments = new ArrayList<>(List.of("replay", "--output", "json"));
        arguments.addAll(List.of(options));
        arguments.add(RECORDINGS.resolve(recording + ".jsonl").toString());
        var run = RunCommand.of(arguments.toArray(String[]::new));
        assertThat(run.err()).isEmpty();
        return run.out().stream()
                .map(FleetRecordingsTest::parse)
                .filter(record -> record.path("topic").asText().equals("findings"))
                .map(record -> record.path("value"))
                .toList();
    }

    private static JsonNode parse(String line) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException e) {
            throw new AssertionError(line, e);
        }
    }
}
