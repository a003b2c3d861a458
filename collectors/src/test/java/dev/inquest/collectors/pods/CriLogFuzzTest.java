package dev.inquest.collectors.pods;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;

/// Whatever a container wrote, its last lines are few, short and free of control characters.
class CriLogFuzzTest {

    @FuzzTest(maxDuration = "10m")
    void anyLogIsRead(byte[] log) {
        for (var whole : new boolean[] {true, false}) {
            var lines = CriLog.lines(log, whole);
            assertThat(lines).hasSizeLessThanOrEqualTo(CriLog.MAX_LINES);
            assertThat(lines)
                    .allMatch(line -> line.length() <= CriLog.MAX_LINE)
                    .noneMatch(line -> line.chars().anyMatch(c -> c < ' ' && c != '\t'));
        }
    }
}
