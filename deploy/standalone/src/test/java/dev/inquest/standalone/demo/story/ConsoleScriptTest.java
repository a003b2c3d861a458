package dev.inquest.standalone.demo.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inquest.standalone.demo.story.ConsoleScript.Line;
import java.time.Duration;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class ConsoleScriptTest {

    private static final String RELEASE = "5.15.0-91-generic";

    @ParameterizedTest
    @EnumSource(CrashConsole.class)
    void itBeginsAtTheCrashAndEndsWithTheEndOfThePanic(CrashConsole console) {
        var lines = ConsoleScript.of(console, RELEASE);

        assertThat(lines.getFirst().after()).isEqualTo(Duration.ZERO);
        assertThat(lines).noneMatch(line -> line.text().contains("INQ:"));
        assertThat(lines.getLast().text()).contains("---[ end Kernel panic").endsWith("]---\r\n");
        assertThat(lines.getLast().after()).isLessThan(Duration.ofMinutes(1));
    }

    @ParameterizedTest
    @EnumSource(CrashConsole.class)
    void timesNeverGoBack(CrashConsole console) {
        assertThat(ConsoleScript.of(console, RELEASE)).extracting(Line::after).isSorted();
    }

    @Test
    void onlyTheReleaseIsReplaced() {
        var played = text(CrashConsole.FAILED_DUMP_80M, RELEASE);
        var recorded = text(CrashConsole.FAILED_DUMP_80M, "6.1.0-56-amd64");

        assertThat(played).contains(RELEASE).doesNotContain("6.1.0-56-amd64");
        assertThat(played.replace(RELEASE, "6.1.0-56-amd64")).isEqualTo(recorded);
        assertThat(played).contains("elfcorehdr=", "System is deadlocked on memory");
    }

    private static String text(CrashConsole console, String release) {
        return ConsoleScript.of(console, release).stream()
                .map(Line::text)
                .collect(Collectors.joining());
    }
}
