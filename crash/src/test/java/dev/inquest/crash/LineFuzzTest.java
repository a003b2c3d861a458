package dev.inquest.crash;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// The parsers of single lines, each by itself: prefixes, frames, symbols, facts, titles.
final class LineFuzzTest {

    @FuzzTest(maxDuration = "10m")
    void anyPrefixIsStripped(FuzzedDataProvider data) {
        String raw = data.consumeRemainingAsString();
        List<KernelLine> lines = LinePrefix.lines(raw);
        int length = lines.stream().mapToInt(line -> line.text().length()).sum();
        assertThat(length).isLessThanOrEqualTo(CleanText.LONGEST_LINE);
        assertThat(lines)
                .allSatisfy(line -> assertThat(line.text()).doesNotContainPattern("\\p{Cntrl}"));
    }

    @FuzzTest(maxDuration = "10m")
    void anyReportIsUnderstood(FuzzedDataProvider data) {
        List<String> lines = new ArrayList<>();
        while (data.remainingBytes() > 0 && lines.size() < 100) {
            lines.add(data.consumeString(200));
        }
        List<Trace> traces = Trace.all(lines);
        assertThat(traces).noneMatch(trace -> trace.functions().isEmpty());
        for (String line : lines) {
            Optional<Head> head =
                    Head.of(new KernelLine(line, true, false, OptionalLong.empty(), ""));
            head.ifPresent(found -> {
                Title title = found.title(lines, traces);
                assertThat(title.text()).hasSizeLessThanOrEqualTo(120);
                assertThat(Fingerprint.of(title)).hasSize(16);
                assertThat(Facts.of(line, lines)).isNotNull();
            });
            assertThat(SymbolName.of(line)).hasSizeLessThanOrEqualTo(line.length());
        }
    }
}
