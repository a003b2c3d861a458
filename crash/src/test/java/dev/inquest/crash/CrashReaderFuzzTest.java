package dev.inquest.crash;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// A kernel under stress prints anything, and so does whoever else writes to its console; the
/// reader must take it, within its bounds, and say the same each time it is asked.
final class CrashReaderFuzzTest {
    private static final int MOST_LINES = 300;
    private static final List<String> REAL_LINES = realLines();

    @FuzzTest(maxDuration = "10m")
    void anyLogIsRead(byte[] log) {
        List<Crash> crashes = CrashLog.read(log);
        assertThat(CrashLog.read(log)).isEqualTo(crashes);
        assertThat(crashes).noneMatch(crash -> crash.outcome() == Outcome.NO_CRASH);
    }

    @FuzzTest(maxDuration = "10m")
    void anyLineIsRead(byte[] text) {
        List<String> lines = Corpus.lines(text);
        assertThat(Bounds.read(lines)).isEqualTo(Bounds.read(lines));
    }

    /// Real lines in an order that no kernel ever printed, between invented ones.
    @FuzzTest(maxDuration = "10m")
    void anyMixtureOfRealLinesIsRead(FuzzedDataProvider data) {
        List<String> lines = new ArrayList<>();
        while (data.remainingBytes() > 0 && lines.size() < MOST_LINES) {
            String line = REAL_LINES.get(data.consumeInt(0, REAL_LINES.size() - 1));
            lines.add(
                    switch (data.consumeInt(0, 5)) {
                        case 0 -> data.consumeString(60);
                        case 1 -> line.substring(0, data.consumeInt(0, line.length()));
                        case 2 -> line + data.consumeString(20);
                        case 3 ->
                                "6,1,%d,-,caller=C%d;%s"
                                        .formatted(lines.size(), data.consumeInt(0, 3), line);
                        default -> line;
                    });
        }
        assertThat(Bounds.read(lines)).hasSizeLessThan(20 * MOST_LINES);
    }

    private static List<String> realLines() {
        List<String> lines = new ArrayList<>();
        for (Corpus.Answer answer : Corpus.bundledAnswers()) {
            String text = new String(Corpus.bundled(answer.file()), StandardCharsets.UTF_8);
            text.lines().filter(line -> !line.isBlank()).distinct().forEach(lines::add);
        }
        return lines;
    }
}
