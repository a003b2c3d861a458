package dev.inquest.standalone.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScreenTest {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream stream = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    @Test
    void withoutATerminalThereIsNeitherColourNorProgress() {
        var screen = Screen.plain(stream);

        screen.progress("working");
        screen.line(Style.ALARM, "done");

        assertThat(bytes.toString(StandardCharsets.UTF_8))
                .isEqualTo("done" + System.lineSeparator());
    }

    @Test
    void aLineReplacesTheProgressBeforeIt() {
        var screen = new Screen(stream, true, false, 80);

        screen.progress("working");
        screen.line("done");

        assertThat(bytes.toString(StandardCharsets.UTF_8))
                .isEqualTo("working\r\033[Kdone" + System.lineSeparator());
    }

    @Test
    void noColorAndDumbTerminalsAreRespected() {
        assertThat(Terminal.wantsColour(Map.of("TERM", "xterm")::get)).isTrue();
        assertThat(Terminal.wantsColour(Map.of("NO_COLOR", "1")::get)).isFalse();
        assertThat(Terminal.wantsColour(Map.of("NO_COLOR", "")::get)).isTrue();
        assertThat(Terminal.wantsColour(Map.of("TERM", "dumb")::get)).isFalse();
    }

    @Test
    void absurdWidthsBecomeUsual() {
        assertThat(Terminal.width(null)).isEqualTo(100);
        assertThat(Terminal.width("")).isEqualTo(100);
        assertThat(Terminal.width("10")).isEqualTo(60);
        assertThat(Terminal.width("90")).isEqualTo(90);
        assertThat(Terminal.width("99999")).isEqualTo(140);
    }
}
