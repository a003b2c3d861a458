package dev.inquest.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inquest.collectors.kernel.KmsgCollector;
import dev.inquest.standalone.terminal.Screen;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class UpReportTest {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final UpReport report =
            new UpReport(Screen.plain(new PrintStream(bytes, true, StandardCharsets.UTF_8)));

    @Test
    void aSourceThatCannotBeReadIsSaidInOneLine() {
        report.blind(KmsgCollector.SOURCE, "/dev/kmsg: permission denied");

        assertThat(printed().lines())
                .containsExactly("  blind            kmsg: /dev/kmsg: permission denied");
    }

    @Test
    void whatWasStartedIsSaidWithPlaceAndTime() {
        report.started("Kafka", "127.0.0.1:9092", Duration.ofMillis(2_340));

        assertThat(printed()).contains("Kafka", "127.0.0.1:9092", "2.3 s");
    }

    @Test
    void dataLivesWhereTheDesktopConventionSays() {
        assertThat(ThisHost.dataDirectory("", "/home/a"))
                .isEqualTo(Path.of("/home/a/.local/share/inquest"));
        assertThat(ThisHost.dataDirectory("/data", "/home/a")).isEqualTo(Path.of("/data/inquest"));
    }

    private String printed() {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
