package dev.inquest.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorCommandTest {

    @TempDir Path root;

    @BeforeEach
    void aHealthyNode() throws IOException {
        with("proc/sys/kernel/osrelease", "5.15.0-91-generic");
        with("etc/os-release", "ID=ubuntu\nVERSION_ID=\"22.04\"\n");
        with("proc/cmdline", "ro crashkernel=512M-:192M");
        with("proc/sys/kernel/panic", "0");
        with("proc/sys/kernel/tainted", "0");
        with("proc/meminfo", "MemTotal: 16000000 kB\nMemAvailable: 1 kB\n");
        with("sys/kernel/kexec_crash_loaded", "1");
        with("sys/kernel/kexec_crash_size", Long.toString(192L << 20));
        with("sys/module/pstore/parameters/backend", "efi_pstore");
        with("proc/mounts", "pstore /sys/fs/pstore pstore rw 0 0\n");
    }

    @Test
    void aHealthyNodeEndsWithZero() throws IOException {
        var run = RunCommand.of("doctor", "--root", root.toString());

        assertThat(run.code()).as(String.join("\n", run.out())).isZero();
        assertThat(run.out())
                .contains("At its next panic: DUMP, it writes a crash dump and reboots")
                .endsWith("Nothing needs attention.");
        assertThat(json().get("attention").asBoolean()).isFalse();
    }

    @Test
    void aReservationBelowTheTableIsQuotedAndEndsWithOne() throws IOException {
        with("sys/kernel/kexec_crash_size", Long.toString(80L << 20));

        var run = RunCommand.of("doctor", "--root", root.toString());

        assertThat(run.code()).isEqualTo(1);
        assertThat(String.join(" ", run.out())).contains("512M-:192M").contains("crashkernel=192M");
        assertThat(json().at("/next_panic/table/row").asText()).isEqualTo("512M-:192M");
    }

    @Test
    void aNodeThatWouldHangIsTold() throws IOException {
        with("sys/kernel/kexec_crash_loaded", "0");

        var json = json();

        assertThat(json.at("/next_panic/outcome").asText()).isEqualTo("HANG");
        assertThat(json.at("/next_panic/remedies/0/commands/0").asText())
                .isEqualTo("sysctl -w kernel.panic=10");
    }

    @Test
    void taintsOfTroubleAreExplained() throws IOException {
        with("proc/sys/kernel/tainted", "4736");

        var taints = check("taints");

        assertThat(taints.get("level").asText()).isEqualTo("attention");
        assertThat(taints.get("details").toString()).contains("D: the kernel has oopsed");
    }

    @Test
    void theOperatorsAdvisoriesAreHeldAgainstTheKernel() throws IOException {
        with(
                "advisories.yaml",
                """
                advisories:
                  - id: jammy-panics
                    title: panics under load
                    kernels: [{from: 5.15.0-91, before: 5.15.0-112, flavours: [generic]}]
                    fixed-in: 5.15.0-112-generic
                """);

        var advisory = check("kernel-advisory", "--advisories", root + "/advisories.yaml");

        assertThat(advisory.get("level").asText()).isEqualTo("attention");
        assertThat(advisory.get("remedies").toString()).contains("5.15.0-112-generic or later");
    }

    @Test
    void brokenAdvisoriesAreBadUsage() throws IOException {
        with("advisories.yaml", "advisories:\n  - id: x\n    titel: x\n");

        var run =
                RunCommand.of(
                        "doctor",
                        "--root",
                        root.toString(),
                        "--advisories",
                        root + "/advisories.yaml");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).singleElement().asString().contains("advisories.yaml:");
    }

    @Test
    void aRootThatIsNoneIsBadUsage() {
        assertThat(RunCommand.of("doctor", "--root", root + "/nowhere").code()).isEqualTo(2);
        assertThat(RunCommand.of("doctor", "--advisories", root + "/nowhere").code()).isEqualTo(2);
        assertThat(RunCommand.of("doctor", "--frobnicate").code()).isEqualTo(2);
    }

    @Test
    void aNodeOfWhichNothingCanBeReadIsUnknownAndNoAlarm() throws IOException {
        var empty = Files.createDirectory(root.resolve("empty"));

        var run = RunCommand.of("doctor", "--root", empty.toString());

        assertThat(run.code()).as(String.join("\n", run.out())).isZero();
        assertThat(run.out()).contains("At its next panic: UNKNOWN, the facts do not tell");
    }

    private JsonNode check(String id, String... options) throws IOException {
        for (var check : json(options).get("checks")) {
            if (check.get("id").asText().equals(id)) {
                return check;
            }
        }
        throw new AssertionError("no check " + id);
    }

    private JsonNode json(String... options) throws IOException {
        var arguments = new ArrayList<String>();
        Collections.addAll(arguments, "doctor", "--output", "json", "--root", root.toString());
        Collections.addAll(arguments, options);
        var run = RunCommand.of(arguments.toArray(String[]::new));
        return new ObjectMapper().readTree(run.out().getFirst());
    }

    private void with(String path, String text) throws IOException {
        var file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
