package dev.inquest.standalone.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextTest {

    @Test
    void textOfOthersCannotSteerTheTerminal() {
        assertThat(Text.clean("a\033[2Jb\u0007\u202ec\u2028d\re")).isEqualTo("a.[2Jb..c.d.e");
    }

    @Test
    void textIsCutAtExactlyTheWidth() {
        assertThat(Text.fit("abcde", 5)).isEqualTo("abcde");
        assertThat(Text.fit("abcdef", 5)).isEqualTo("abcd…");
    }

    @Test
    void wordsWrapAndLongWordsStayWhole() {
        assertThat(Text.wrap("one two three", 7)).containsExactly("one two", "three");
        assertThat(Text.wrap("incomprehensibilities a", 5))
                .containsExactly("incomprehensibilities", "a");
    }

    @Test
    void theLastColumnOfATableGivesWay() {
        var table = new Table("NODE", "WHY").row("a/b", "because of something long");

        assertThat(table.lines(20)).containsExactly("NODE  WHY", "a/b   because of so…");
    }
}
