package dev.inquest.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayCommandTest {

    private static final String HEARTBEAT =
            "{\"topic\":\"inquest.heartbeats\",\"key\":\"default/n1\",\"timestamp\":%d,\"value\":{\"boot_id\":\"a\"}}";

    @TempDir Path directory;

    @Test
    void brokenLinesAreReportedWithFileAndLineAndSkipped() throws IOException {
        var file =
                write(
                        "night.jsonl",
                        HEARTBEAT.formatted(1_000_000),
                        "nonsense",
                        "{\"topic\":\"heartbeats\",\"key\":\"default/n1\",\"timestamp\":-1,\"value\":{}}",
                        "{\"topic\":\"weather\",\"key\":\"default/n1\",\"timestamp\":1,\"value\":{}}",
                        HEARTBEAT.formatted(1_010_000));

        var run = RunCommand.of("replay", "--output", "json", file.toString());

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err().get(0)).startsWith(file + ":2: no valid JSON");
        assertThat(run.err().get(1)).startsWith(file + ":3: timestamp: ");
        assertThat(run.err().get(2)).startsWith(file + ":4: topic: 'weather'");
        assertThat(run.err().get(3)).isEqualTo("inquest replay: skipped 3 broken lines");
        assertThat(run.out()).singleElement().asString().contains("\"state\":\"LIVE\"");
    }

    @Test
    void aLineOfMoreThanOneMebibyteIsBroken() throws IOException {
        var file = write("long.jsonl", "x".repeat((1 << 20) + 1), HEARTBEAT.formatted(1_000_000));

        var run = RunCommand.of("replay", file.toString());

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err().getFirst()).isEqualTo(file + ":1: longer than 1048576 bytes");
    }

    @Test
    void recordsThatDetectionMakesItselfAreIgnoredWithANote() throws IOException {
        var file =
                write(
                        "mixed.jsonl",
                        "{\"topic\":\"findings\",\"key\":\"x\",\"timestamp\":1,\"value\":{}}",
                        HEARTBEAT.formatted(1_000_000));

        var run = RunCommand.of("replay", file.toString());

        assertThat(run.code()).isZero();
        assertThat(run.err())
                .singleElement()
                .asString()
                .startsWith("note: records of topic findings");
    }

    @Test
    void filesAreMergedByTime() throws IOException {
        var late = write("late.jsonl", HEARTBEAT.formatted(1_100_000));
        var early = write("early.jsonl", HEARTBEAT.formatted(1_000_000));

        var run =
                RunCommand.of(
                        "replay",
                        "--output",
                        "json",
                        "--transitions",
                        late.toString(),
                        early.toString());

        assertThat(run.code()).isZero();
        assertThat(run.out().getFirst())
                .contains("\"topic\":\"transitions\"", "\"timestamp\":1000000");
    }

    @Test
    void aRawConsoleTakesItsTimesFromTheFileBesideIt() throws IOException {
        var first = "[    0.000000] Linux version 6.1.0-56-amd64 (x) #1 SMP\r\n";
        var log = directory.resolve("console.log");
        Files.writeString(log, first + "[    1.000000] Kernel panic - not syncing: boom\r\n");
        write("console.ts", "# comment", "1000.5\t0", "1001.25\t" + first.length());

        var run =
                RunCommand.of(
                        "replay",
                        "--node",
                        "default/n1",
                        "--output",
                        "json",
                        "--transitions",
                        log.toString());

        assertThat(run.code()).isZero();
        assertThat(run.out())
                .anySatisfy(line ->
                        assertThat(line).contains("\"to\":\"PANICKED\"", "\"timestamp\":1001250"));
    }

    private Path write(String name, String... lines) throws IOException {
        return Files.write(directory.resolve(name), List.of(lines));
    }
}
