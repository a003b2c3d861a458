package dev.inquest.collectors.lines;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

class LineSplitterFuzzTest {

    private static final int MAX_LINE = 64;

    @FuzzTest(maxDuration = "10s")
    void piecesAndWholesGiveTheSameLines(FuzzedDataProvider data) {
        var cut = data.consumeInt(1, 40);
        var bytes = data.consumeRemainingAsBytes();
        var whole = lines(bytes, bytes.length);
        assertThat(lines(bytes, cut)).isEqualTo(whole);
        assertThat(whole).allMatch(line -> line.length() <= MAX_LINE);
        assertThat(whole).noneMatch(line -> line.contains("\n") || line.contains("\r"));
    }

    private static List<String> lines(byte[] bytes, int piece) {
        var lines = new ArrayList<String>();
        var starts = new ArrayList<Long>();
        var splitter =
                new LineSplitter(
                        MAX_LINE,
                        0,
                        (line, start) -> {
                            lines.add(line);
                            starts.add(start);
                        });
        for (var at = 0; at < bytes.length; at += Math.max(1, piece)) {
            var end = Math.min(bytes.length, at + piece);
            var part = Arrays.copyOfRange(bytes, at, end);
            splitter.feed(part, part.length);
        }
        splitter.flush();
        assertThat(splitter.position()).isEqualTo(bytes.length);
        assertThat(starts).isSorted();
        return lines;
    }
}
