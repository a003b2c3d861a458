package dev.inquest.collectors.consoles;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.inquest.settings.SettingsRefused;
import java.nio.charset.StandardCharsets;

class ConsolesFileFuzzTest {

    /// Any file is settings, or refused with lines to mend.
    @FuzzTest(maxDuration = "10s")
    void anyFileIsReadOrRefused(byte[] file) {
        var text = new String(file, StandardCharsets.UTF_8);
        try {
            assertThat(ConsolesFile.parse("consoles.yaml", text).inWords()).isNotEmpty();
        } catch (SettingsRefused e) {
            assertThat(e.problems())
                    .isNotEmpty()
                    .allSatisfy(
                            problem -> assertThat(problem).matches("(?s)consoles.yaml:[0-9]+: .+"));
        }
    }
}
