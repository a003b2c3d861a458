package dev.inquest.console.casefile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MarkdownTest {

    @Test
    void hostileWordsStayWords() {
        assertThat(Markdown.inline("<script>alert(1)</script> [x](javascript:y) | *a* `b`"))
                .isEqualTo(
                        "\\<script\\>alert(1)\\</script\\> \\[x\\](javascript:y) \\| \\*a\\* \\`b\\`");
    }

    @Test
    void aLineStaysALine() {
        assertThat(Markdown.inline("one\n# two\r\n\u001b[31m")).isEqualTo("one \\# two   \\[31m");
    }

    @Test
    void noLineEndsItsOwnFence() {
        var page = new Markdown().code("text", List.of("a", "````", "b")).toString();
        assertThat(page).isEqualTo("`````text\na\n````\nb\n`````\n\n");
    }

    @Test
    void aCellCannotBecomeTwo() {
        assertThat(new Markdown().row(List.of("a|b", "c")).toString()).isEqualTo("| a\\|b | c |\n");
    }
}
