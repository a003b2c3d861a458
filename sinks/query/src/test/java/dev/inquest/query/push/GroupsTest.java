package dev.inquest.query.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.inquest.query.answer.KsqlError;
import dev.inquest.query.engine.Grouping;
import dev.inquest.query.engine.Grouping.Call;
import dev.inquest.query.engine.Grouping.Kind;
import dev.inquest.query.engine.Grouping.Precision;
import dev.inquest.query.sql.Window;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/// Rows are (kind, windowstart, windowend, value); groups are (kind, windowstart, windowend, count,
/// sum).
class GroupsTest {

    private static final Grouping BY_KIND =
            new Grouping(
                    List.of(0, 1, 2),
                    OptionalInt.of(1),
                    OptionalInt.of(2),
                    List.of(
                            call(Kind.COUNT, false, Precision.WHOLE),
                            call(Kind.SUM, false, Precision.WHOLE, 3)));
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Optional<Duration> NO_GRACE = Optional.of(Duration.ZERO);

    private static Groups groups(Window window, boolean onlyFinal) {
        return new Groups(BY_KIND, Windows.of(Optional.of(window)), onlyFinal, 100);
    }

    private static void add(Groups groups, String kind, int second, int value) {
        groups.add(new Object[] {kind, null, null, value}, second * 1_000L);
    }

    private static List<String> told(Groups groups) {
        return groups.tell().stream().map(Arrays::toString).toList();
    }

    @Test
    void tumblingWindowsLieSideBySide() {
        var groups = groups(new Window.Tumbling(MINUTE, Optional.empty()), false);

        add(groups, "panic", 0, 1);
        add(groups, "panic", 59, 2);
        add(groups, "panic", 60, 4);
        add(groups, "oops", 61, 8);

        assertThat(told(groups))
                .containsExactly(
                        "[panic, 0, 60000, 2, 3]",
                        "[panic, 60000, 120000, 1, 4]",
                        "[oops, 60000, 120000, 1, 8]");
        assertThat(told(groups)).isEmpty();
    }

    @Test
    void hoppingWindowsOverlap() {
        var groups =
                groups(new Window.Hopping(MINUTE, Duration.ofSeconds(30), Optional.empty()), false);

        add(groups, "panic", 70, 1);

        assertThat(told(groups))
                .containsExactly("[panic, 60000, 120000, 1, 1]", "[panic, 30000, 90000, 1, 1]");
    }

    @Test
    void sessionsGrowTogether() {
        var groups = groups(new Window.Session(MINUTE, Optional.empty()), false);

        add(groups, "panic", 0, 1);
        add(groups, "panic", 100, 2);
        assertThat(told(groups))
                .containsExactly("[panic, 0, 0, 1, 1]", "[panic, 100000, 100000, 1, 2]");

        add(groups, "panic", 50, 4);
        assertThat(told(groups)).containsExactly("[panic, 0, 100000, 3, 7]");
    }

    @Test
    void aRecordAtTheEdgeOfAGapBelongsToTheSession() {
        var groups = groups(new Window.Session(MINUTE, Optional.empty()), false);

        add(groups, "panic", 0, 1);
        add(groups, "panic", 60, 1);
        assertThat(told(groups)).containsExactly("[panic, 0, 60000, 2, 2]");

        groups.add(new Object[] {"panic", null, null, 1}, 120_001);
        assertThat(told(groups)).containsExactly("[panic, 120001, 120001, 1, 1]");
    }

    @Test
    void finalResultsComeOnceWhenTheWindowAndItsGraceAreOver() {
        var groups = groups(new Window.Tumbling(MINUTE, Optional.of(Duration.ofSeconds(10))), true);

        add(groups, "panic", 0, 1);
        add(groups, "panic", 69, 2);
        assertThat(told(groups)).isEmpty();

        add(groups, "panic", 30, 4);
        add(groups, "oops", 70, 8);
        assertThat(told(groups)).containsExactly("[panic, 0, 60000, 2, 5]");

        add(groups, "panic", 31, 16);
        assertThat(told(groups)).isEmpty();
        assertThat(groups.late()).isEqualTo(1);
    }

    @Test
    void aRecordIsLateOnceAndOnlyWhenNoWindowTakesIt() {
        var groups = groups(new Window.Hopping(MINUTE, Duration.ofSeconds(30), NO_GRACE), false);

        add(groups, "panic", 130, 1);
        add(groups, "panic", 100, 2);
        assertThat(groups.late()).isZero();

        add(groups, "panic", 10, 4);
        assertThat(groups.late()).isEqualTo(1);
    }

    @Test
    void aSessionThatGoesOnTakesWhatComesLateWithinIt() {
        var groups = groups(new Window.Session(MINUTE, NO_GRACE), false);
        for (var second : new int[] {0, 50, 100, 150}) {
            add(groups, "panic", second, 1);
        }

        add(groups, "panic", 10, 2);
        assertThat(told(groups)).containsExactly("[panic, 0, 150000, 5, 6]");

        add(groups, "oops", 10, 4);
        assertThat(groups.late()).isEqualTo(1);
    }

    @Test
    void whatIsOverIsForgotten() {
        var groups = groups(new Window.Tumbling(MINUTE, NO_GRACE), false);
        for (var minute = 0; minute < 10_000; minute++) {
            add(groups, "kind" + minute, minute * 60, 1);
            assertThat(told(groups)).hasSize(1);
        }
    }

    @Test
    void withoutAWindowItsBoundsAreKeysLikeAnyOther() {
        var groups = new Groups(BY_KIND.withoutWindow(), Windows.of(Optional.empty()), false, 100);

        groups.add(new Object[] {"panic", "a", null, 1}, 0);
        groups.add(new Object[] {"panic", "b", null, 2}, 0);

        assertThat(told(groups))
                .containsExactly("[panic, a, null, 1, 1]", "[panic, b, null, 1, 2]");
    }

    @Test
    void tooManyGroupsEndTheQuery() {
        var groups = groups(new Window.Tumbling(MINUTE, Optional.empty()), false);

        assertThatExceptionOfType(KsqlError.class)
                .isThrownBy(() -> {
                    for (var i = 0; i < 101; i++) {
                        add(groups, "kind" + i, 0, 1);
                    }
                })
                .withMessageContaining("more than 100 groups");
    }

    @Test
    void everyAggregateOfEveryType() {
        var calls =
                List.of(
                        call(Kind.MIN, false, Precision.WHOLE, 1),
                        call(Kind.MAX, false, Precision.WHOLE, 1),
                        call(Kind.AVG, false, Precision.WHOLE, 1),
                        call(Kind.COUNT, true, Precision.WHOLE, 1),
                        call(Kind.COLLECT, false, Precision.WHOLE, 1));
        var grouping = new Grouping(List.of(0), OptionalInt.empty(), OptionalInt.empty(), calls);
        var groups = new Groups(grouping, Windows.of(Optional.empty()), false, 10);
        for (var value : new Integer[] {3, 1, 3, null}) {
            groups.add(new Object[] {"a", value}, 0);
        }

        assertThat(told(groups))
                .hasSize(1)
                .first()
                .isEqualTo("[a, 1, 3, 2.3333333333333335, 2, [3, 1, 3]]");
    }

    @Test
    void aListOfNothingIsNull() {
        var groups = counting(call(Kind.COLLECT, false, Precision.WHOLE, 1));
        groups.add(new Object[] {"a", null}, 0);

        assertThat(told(groups)).containsExactly("[a, null]");
    }

    @Test
    void severalColumnsAreCountedTogether() {
        var groups = counting(call(Kind.COUNT, true, Precision.WHOLE, 1, 2));
        groups.add(new Object[] {"a", 1, 1}, 0);
        groups.add(new Object[] {"a", 1, 2}, 0);
        groups.add(new Object[] {"a", 1, 2}, 0);
        groups.add(new Object[] {"a", 2, null}, 0);

        assertThat(told(groups)).containsExactly("[a, 2]");
    }

    @Test
    void exactNumbersStayExact() {
        var groups = counting(call(Kind.SUM, false, Precision.EXACT, 1));
        for (var i = 0; i < 10; i++) {
            groups.add(new Object[] {"a", new BigDecimal("0.10")}, 0);
        }

        assertThat(told(groups)).containsExactly("[a, 1.00]");
    }

    private static Groups counting(Call call) {
        var grouping =
                new Grouping(List.of(0), OptionalInt.empty(), OptionalInt.empty(), List.of(call));
        return new Groups(grouping, Windows.of(Optional.empty()), false, 10);
    }

    private static Call call(
            Kind kind, boolean distinct, Precision precision, Integer... arguments) {
        return new Call(kind, distinct, List.of(arguments), OptionalInt.empty(), precision);
    }
}
