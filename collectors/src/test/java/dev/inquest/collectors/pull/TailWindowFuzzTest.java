package dev.inquest.collectors.pull;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

class TailWindowFuzzTest {

    /// A console that grows line by line, seen through a window of any size: every line is given,
    /// and none twice while the windows overlap.
    @FuzzTest(maxDuration = "10s")
    void everyLineOfAGrowingConsoleIsGivenOnce(FuzzedDataProvider data) {
        var size = data.consumeInt(5, 60);
        var console = new ArrayList<String>();
        var given = new ArrayList<String>();
        var window = new TailWindow();
        while (data.remainingBytes() > 0) {
            var more = data.consumeInt(0, size - 4);
            for (var i = 0; i < more; i++) {
                console.add("[ %d.000000] line".formatted(console.size()));
            }
            given.addAll(window.take(tail(console, size)).lines());
        }
        assertThat(given).isEqualTo(console);
    }

    /// Whatever two fetches look like, what is given is an end of the last one.
    @FuzzTest(maxDuration = "10s")
    void whatIsGivenIsAnEndOfTheFetch(FuzzedDataProvider data) {
        var window = new TailWindow();
        while (data.remainingBytes() > 0) {
            var lines = new ArrayList<String>();
            for (var count = data.consumeInt(0, 12); count > 0; count--) {
                lines.add(data.pickValue(new String[] {"a", "b", "", " ", "ab"}));
            }
            var plain = lines.stream().filter(line -> !line.isBlank()).toList();
            var news = window.take(lines);
            assertThat(news.lines()).isEqualTo(tail(plain, news.lines().size()));
        }
    }

    @FuzzTest(maxDuration = "10s")
    void anyOutputIsReadTwiceWithoutNews(byte[] output) {
        var text = new String(output, StandardCharsets.UTF_8).lines().toList();
        var window = new TailWindow();
        var first = window.take(text).lines();
        var again = window.take(text).lines();
        assertThat(first).isEqualTo(text.stream().filter(line -> !line.isBlank()).toList());
        assertThat(again.size()).isLessThanOrEqualTo(first.size());
    }

    private static List<String> tail(List<String> lines, int size) {
        return List.copyOf(lines.subList(Math.max(0, lines.size() - size), lines.size()));
    }
}
