package dev.inquest.topology.known;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inquest.detection.cases.Remedy;
import dev.inquest.detection.forecast.Concern;
import dev.inquest.detection.forecast.CrashDumpGuide;
import dev.inquest.detection.forecast.Forecast;
import dev.inquest.detection.forecast.Guidance;
import dev.inquest.detection.forecast.NextPanic;
import dev.inquest.detection.forecast.PanicForecast;
import dev.inquest.detection.forecast.Situation;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CrashDumpGuideFileTest {

    private static final CrashDumpGuide GUIDE = CrashDumpGuideFile.builtIn();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    debian    | 12    | x86_64  | 6.1.0-21-amd64          | 64  | 384M-:128M
                    ubuntu    | 22.04 | x86_64  | 5.15.0-91-generic       | 768 | 512M-:192M
                    ubuntu    | 24.04 | x86_64  | 6.8.0-40-generic        | 16  | 512M-:192M
                    ubuntu    | 24.10 | x86_64  | 6.11.0-8-generic        | 16  | 4G-32G:512M
                    ubuntu    | 26.04 | x86_64  | 7.0.0-1-generic         | 128 | 128G-:4096M
                    rhel      | 8.10  | x86_64  | 4.18.0-553.el8.x86_64   | 64  | 64G-1T:256M
                    rocky     | 9.4   | x86_64  | 5.14.0-427.el9.x86_64   | 64  | 64G-:512M
                    rhel      | 10.0  | x86_64  | 6.12.0-55.el10.x86_64   | 16  | 2G-64G:256M
                    rhel      | 10.0  | aarch64 | 6.12.0-55.el10.aarch64  | 16  | 4G-64G:320M
                    rhel      | 10.0  | aarch64 | 6.12.0-55.el10.aarch64+64k | 16 | 4G-64G:420M
                    fedora    | 42    | x86_64  | 6.14.0-63.fc42.x86_64   | 16  | 2G-64G:256M
                    """)
    void everyDistributionIsHeldAgainstItsOwnTable(
            String distro, String version, String arch, String release, long gib, String row) {
        var facts = facts(distro, version, arch, release, gib, 64);

        var forecast = PanicForecast.of(facts, GUIDE);

        assertThat(forecast.outcome()).isEqualTo(NextPanic.DUMP);
        assertThat(forecast.concern()).isEqualTo(Concern.DOUBT);
        assertThat(forecast.guidance().map(Guidance::row))
                .hasValueSatisfying(found -> assertThat(found.text()).isEqualTo(row));
        assertThat(commands(forecast))
                .anyMatch(command -> command.contains(row.substring(row.indexOf(':') + 1)));
    }

    @Test
    void theUsualReservationOfJammyTroublesNobody() {
        var facts = facts("ubuntu", "22.04", "x86_64", "5.15.0-91-generic", 768, 192);

        var forecast = PanicForecast.of(facts, GUIDE);

        assertThat(forecast.needsAttention()).isFalse();
        assertThat(forecast.concern()).isEqualTo(Concern.ADVICE);
    }

    @Test
    void everySituationHasARemedyForEveryDistribution() {
        assertThat(GUIDE.remedies())
                .filteredOn(remedy -> remedy.distros().isEmpty())
                .extracting("situation")
                .containsExactlyInAnyOrder((Object[]) Situation.values());
    }

    @Test
    void aRangeThatCannotBeReadIsRefusedWithItsLine() {
        var text =
                """
                tables:
                  - id: x
                    distros: [x]
                    since: "1"
                    until: ""
                    archs: [x86_64]
                    flavour: ""
                    ranges: 2G-4G
                    source: x
                    reference: x
                remedies: []
                """;

        assertThatThrownBy(() -> read(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("mine.yaml:8: '2G-4G' is no size such as 192M");
    }

    @Test
    void aMissingFieldIsRefusedWithItsLine() {
        assertThatThrownBy(() -> read("tables: []\n"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("mine.yaml:")
                .hasMessageContaining("remedies");
    }

    @Test
    void anUnknownSituationIsRefusedWithItsLine() {
        var text =
                """
                tables: []
                remedies:
                  - situation: ON_FIRE
                """;

        assertThatThrownBy(() -> read(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("mine.yaml:3:");
    }

    private static Map<String, String> facts(
            String distro, String version, String arch, String release, long gib, long reserved) {
        return new HashMap<>(
                Map.of(
                        "distro",
                        distro,
                        "distro_version",
                        version,
                        "arch",
                        arch,
                        "kernel_release",
                        release,
                        "system_ram_bytes",
                        Long.toString(gib << 30),
                        "kexec_crash_loaded",
                        "1",
                        "kexec_crash_size",
                        Long.toString(reserved << 20),
                        "panic_timeout",
                        "0"));
    }

    private static List<String> commands(Forecast forecast) {
        return forecast.remedies().stream().map(Remedy::commands).flatMap(List::stream).toList();
    }

    private static void read(String text) throws IOException {
        CrashDumpGuideFile.read(
                new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), "mine.yaml");
    }
}
