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
    void wideCharactersTakeTwoColumnsAndMarksNone() {
        assertThat(Text.columns("节点-7")).isEqualTo(6);
        assertThat(Text.columns("e\u0301")).isEqualTo(1);
        assertThat(Text.columns("\uD83D\uDD25")).isEqualTo(2);
        assertThat(Text.fit("北京广州", 8)).isEqualTo("北京广州");
        assertThat(Text.fit("北京广州", 7)).isEqualTo("北京广…");
        assertThat(Text.fit("北京广州", 6)).isEqualTo("北京…");
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
