package dev.inquest.collectors.pull;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inquest.collectors.pull.TailWindow.News;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class TailWindowTest {

    private final TailWindow window = new TailWindow();

    @Test
    void theFirstFetchIsNewAndContinuesNothing() {
        assertThat(take("a", "b", "", "c")).isEqualTo(new News(List.of("a", "b", "c"), false));
    }

    @Test
    void theSameFetchHoldsNoNews() {
        take("a", "b", "c", "d");
        assertThat(take("a", "b", "c", "d")).isEqualTo(new News(List.of(), true));
    }

    @Test
    void whatWasAddedIsNews() {
        take("a", "b", "c", "d");
        assertThat(take("a", "b", "c", "d", "e", "f")).isEqualTo(new News(List.of("e", "f"), true));
    }

    @Test
    void aWindowThatMovedAndCutItsFirstLineStillContinues() {
        take("aaaa", "b", "c", "d", "e");
        assertThat(take("aa", "b", "c", "d", "e", "f")).isEqualTo(new News(List.of("f"), true));
        assertThat(take("x", "c", "d", "e", "f", "g")).isEqualTo(new News(List.of("g"), true));
    }

    @Test
    void aLastLineThatHasGrownIsGivenAgainWhole() {
        take("a", "b", "c", "Kernel pan");
        assertThat(take("a", "b", "c", "Kernel panic", "e"))
                .isEqualTo(new News(List.of("Kernel panic", "e"), true));
    }

    @Test
    void aConsoleThatBeganAnewIsAllNewAndContinuesNothing() {
        take("a", "b", "c", "d");
        assertThat(take("x", "y", "z")).isEqualTo(new News(List.of("x", "y", "z"), false));
    }

    @Test
    void aLargerWindowThanBeforeIsNoNews() {
        take("c", "d", "e", "f");
        assertThat(take("a", "b", "c", "d", "e", "f", "g")).isEqualTo(new News(List.of("g"), true));
    }

    @Test
    void lineForLineTheSameCostsNoMoreThanAnythingElse() {
        var same = Collections.nCopies(200_000, "x");
        window.take(same);
        assertThat(window.take(same).lines()).hasSizeLessThan(200_000);
    }

    @Test
    void anEmptyFetchChangesNothing() {
        take("a", "b", "c", "d");
        assertThat(take()).isEqualTo(new News(List.of(), false));
        assertThat(take("a", "b", "c", "d", "e").lines()).containsExactly("e");
    }

    private News take(String... lines) {
        return window.take(List.of(lines));
    }
}
