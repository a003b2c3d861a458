package dev.inquest.collectors.lines;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LineSplitterTest {

    private final List<String> lines = new ArrayList<>();
    private final LineSplitter splitter =
            new LineSplitter(8, 100, (line, start) -> lines.add(start + ":" + line));

    @Test
    void everyKindOfLineEndEndsALine() {
        feed("a\nb\r\nc\rd\n");
        assertThat(lines).containsExactly("100:a", "102:b", "105:c", "107:d");
    }

    @Test
    void aLineWaitsForItsEnd() {
        feed("ab");
        assertThat(lines).isEmpty();
        assertThat(splitter.lineStart()).isEqualTo(100);
        feed("c\n");
        assertThat(lines).containsExactly("100:abc");
        assertThat(splitter.lineStart()).isEqualTo(104);
    }

    @Test
    void aLongLineIsCutAndItsRestDropped() {
        feed("0123456789abcdef");
        feed("0123\nb\n");
        assertThat(lines).containsExactly("100:01234567", "121:b");
    }

    @Test
    void flushEndsALineThatWaits() {
        feed("login: ");
        splitter.flush();
        splitter.flush();
        feed("x\n");
        assertThat(lines).containsExactly("100:login: ", "107:x");
    }

    @Test
    void invalidBytesAreReplaced() {
        splitter.feed(new byte[] {(byte) 0xff, 'a', 0, '\n'}, 4);
        assertThat(lines).containsExactly("100:\ufffda\u0000");
    }

    @Test
    void chunksMakeNoDifference() {
        var text = "one\r\ntwo\r\r\nthree\n\n\rfour\r\n".repeat(50);
        feed(text);
        var whole = List.copyOf(lines);
        lines.clear();
        splitter.restartAt(100);
        var random = new Random(7);
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        for (var at = 0; at < bytes.length; ) {
            var end = Math.min(bytes.length, at + 1 + random.nextInt(5));
            splitter.feed(Arrays.copyOfRange(bytes, at, end), end - at);
            at = end;
        }
        assertThat(lines).isEqualTo(whole);
        assertThat(splitter.position()).isEqualTo(100 + bytes.length);
    }

    private void feed(String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        splitter.feed(bytes, bytes.length);
    }
}
