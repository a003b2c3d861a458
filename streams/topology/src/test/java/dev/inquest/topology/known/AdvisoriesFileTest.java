package dev.inquest.topology.known;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inquest.detection.known.Advisories;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AdvisoriesFileTest {

    private static final String GOOD =
            """
            advisories:
              - id: jammy-panics
                title: panics under load
                distros: [ubuntu]
                kernels:
                  - {from: 5.15.0-91, before: 5.15.0-112, flavours: [generic]}
                fixed-in: 5.15.0-112-generic
                reference: https://wiki.example.org/kernels
              - id: no-fix
                title: loses packets
                kernels:
                  - from: 6.18
            """;

    @Test
    void whatMayBeLeftOutMayBeLeftOut() throws IOException {
        var advisories = read(GOOD);

        assertThat(advisories.concerning(facts("5.15.0-91-generic")))
                .extracting("id")
                .containsExactly("jammy-panics");
        assertThat(advisories.concerning(facts("6.18.44-fc-v595")))
                .extracting("id")
                .containsExactly("no-fix");
        assertThat(advisories.concerning(facts("5.15.0-112-generic"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    title: panics under load | titel: panics           | mine.yaml:
                    title: panics under load | title:                  | mine.yaml:
                    before: 5.15.0-112       | before: soon            | mine.yaml:6:
                    before: 5.15.0-112       | before: 5.15.0-80       | mine.yaml:6:
                    [ubuntu]                 | [ubuntu, ~]             | mine.yaml:
                    id: no-fix               | id: jammy-panics        | mine.yaml:
                    - from: 6.18             | []                      | mine.yaml:
                    advisories:              | advisories: 3           | mine.yaml:
                    """)
    void whatIsWrongIsToldWithFileAndLine(String good, String bad, String where) {
        assertThatThrownBy(() -> read(GOOD.replace(good, bad)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(where);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "~", "--- ~", "# nothing"})
    void aFileThatSaysNothingIsRefused(String text) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("mine.yaml");
    }

    @Test
    void aFileThatIsNoTextIsRefused() {
        var bytes = new byte[] {'a', ':', ' ', (byte) 0xff, (byte) 0xfe, (byte) 0xc3, '\n'};
        assertThatThrownBy(() -> AdvisoriesFile.read(new ByteArrayInputStream(bytes), "mine.yaml"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("mine.yaml");
    }

    private static Map<String, String> facts(String release) {
        return Map.of("distro", "ubuntu", "kernel_release", release);
    }

    private static Advisories read(String text) throws IOException {
        return AdvisoriesFile.read(
                new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), "mine.yaml");
    }
}
