package dev.inquest.detection.known;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KernelVersionTest {

    @ParameterizedTest
    @CsvSource({
        "5.15.0-91-generic,             5.15.0-112-generic",
        "5.4.0-1059-aws,                5.15.0-1-aws",
        "6.9.12,                        6.10",
        "6.5.0-rc7,                     6.5.0",
        "6.5.0-rc7,                     6.5.0-rc10",
        "6.1,                           6.1.0-21-amd64",
        "4.18.0-553.el8.x86_64,         4.18.0-553.5.1.el8_10.x86_64",
        "5.14.0-70.el9.x86_64,          5.14.0-427.13.1.el9_4.x86_64",
        "5.10.223-211.872.amzn2.x86_64, 5.10.223-212.873.amzn2.x86_64",
        "5.14.21-150400.24.1-default,   5.14.21-150500.55.19-default"
    })
    void numbersCompareAsNumbers(String earlier, String later) {
        assertThat(KernelVersion.fromString(earlier)).isLessThan(KernelVersion.fromString(later));
    }

    @ParameterizedTest
    @CsvSource({
        "5.15.0-91-generic, generic",
        "5.15.0-1040-azure-fde, azure-fde",
        "5.14.0-427.13.1.el9_4.x86_64, el9_4",
        "6.12.0-55.el10.aarch64+64k, el10+64k",
        "6.18.44-fc-v595, fc-v595",
        "6.1.0+, ''",
        "6.8.12-1-pve, pve",
        "6.5.0-rc7-next-20230807, next-20230807"
    })
    void theFlavourIsWhatFollowsTheNumbers(String release, String flavour) {
        assertThat(KernelVersion.fromString(release).flavour()).isEqualTo(flavour);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "generic", "-5", "v6.1", "9999999999999999999.1"})
    void whatDoesNotBeginWithANumberIsRefused(String release) {
        assertThatThrownBy(() -> KernelVersion.fromString(release))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aRangeHoldsItsStartAndNotItsEnd() {
        var range = range("5.15.0-91", "5.15.0-112", "generic");

        assertThat(range.contains(KernelVersion.fromString("5.15.0-90-generic"))).isFalse();
        assertThat(range.contains(KernelVersion.fromString("5.15.0-91-generic"))).isTrue();
        assertThat(range.contains(KernelVersion.fromString("5.15.0-111-generic"))).isTrue();
        assertThat(range.contains(KernelVersion.fromString("5.15.0-112-generic"))).isFalse();
    }

    @Test
    void flavoursAreKeptApart() {
        var range = range("5.15.0-91", "5.15.0-2000", "generic");

        assertThat(range.contains(KernelVersion.fromString("5.15.0-1040-aws"))).isFalse();
        assertThat(range.contains(KernelVersion.fromString("5.15.0-100-generic-64k"))).isFalse();
        assertThat(
                        range("5.14", "5.15", "el9")
                                .contains(KernelVersion.fromString("5.14.0-427.13.1.el9_4.x86_64")))
                .isTrue();
    }

    @Test
    void aRangeThatEndsBeforeItBeginsIsRefused() {
        assertThatThrownBy(() -> range("5.15.0-112", "5.15.0-91", "generic"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anAdvisoryConcernsANodeByDistributionAndKernel() {
        var advisories =
                new Advisories(
                        List.of(
                                new Advisory(
                                        "panics",
                                        "panics under load",
                                        List.of("ubuntu"),
                                        List.of(range("5.15.0-91", "5.15.0-112", "generic")),
                                        "5.15.0-112-generic",
                                        "",
                                        "")));
        var facts = Map.of("distro", "ubuntu", "kernel_release", "5.15.0-91-generic");

        assertThat(advisories.concerning(facts))
                .singleElement()
                .satisfies(advisory ->
                        assertThat(advisory.remedy().text()).contains("5.15.0-112-generic"));
        assertThat(
                        advisories.concerning(
                                Map.of("distro", "debian", "kernel_release", "5.15.0-91-generic")))
                .isEmpty();
        assertThat(advisories.concerning(Map.of("distro", "ubuntu", "kernel_release", "?")))
                .isEmpty();
        assertThat(advisories.concerning(Map.of())).isEmpty();
    }

    private static KernelRange range(String from, String before, String flavour) {
        return new KernelRange(
                Optional.of(KernelVersion.fromString(from)),
                Optional.of(KernelVersion.fromString(before)),
                List.of(flavour));
    }
}
