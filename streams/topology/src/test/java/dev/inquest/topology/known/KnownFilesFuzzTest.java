package dev.inquest.topology.known;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.inquest.detection.known.KernelVersion;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

class KnownFilesFuzzTest {

    /// An operator's file is read or refused with its name; nothing else is thrown.
    @FuzzTest(maxDuration = "10m")
    void anyAdvisoriesAreReadOrRefused(byte[] bytes) throws IOException {
        try {
            var advisories = AdvisoriesFile.read(new ByteArrayInputStream(bytes), "mine.yaml");
            var facts = Map.of("distro", "ubuntu", "kernel_release", "5.15.0-91-generic");
            assertThat(advisories.list()).containsAll(advisories.concerning(facts));
        } catch (IllegalArgumentException e) {
            assertThat(e).hasMessageStartingWith("mine.yaml");
        }
    }

    /// A release is taken apart or refused, and equals itself.
    @FuzzTest(maxDuration = "10m")
    void anyKernelReleaseIsTakenApartOrRefused(byte[] bytes) {
        try {
            var version = KernelVersion.fromString(new String(bytes, StandardCharsets.UTF_8));
            assertThat(version.numbers()).isNotEmpty().allMatch(number -> number >= 0);
            assertThat(version).isEqualByComparingTo(version);
        } catch (IllegalArgumentException e) {
            assertThat(e).hasMessageContaining("no kernel release");
        }
    }
}
