package dev.inquest.collectors.facts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inquest.collectors.host.HostFiles;
import dev.inquest.collectors.host.HostTree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FactsTest {

    private static final String CPUINFO =
            """
            model\t\t: 167
            model name\t: Intel(R) Xeon(R) Processor
            microcode\t: 0x1
            """;

    @TempDir Path root;

    @Test
    void aHostTellsWhatItIs() {
        var facts = new FactsSource(jammy().files(), "amd64").read();

        assertThat(facts)
                .containsEntry("kernel_release", "5.15.0-91-generic")
                .containsEntry("arch", "x86_64")
                .containsEntry("distro", "ubuntu")
                .containsEntry("distro_version", "22.04")
                .containsEntry("crashkernel", "512M-:192M")
                .containsEntry("kexec_crash_loaded", "1")
                .containsEntry("kexec_crash_size", "201326592")
                .containsEntry("crash_kexec_post_notifiers", "N")
                .containsEntry("pstore_backend", "efi_pstore")
                .containsEntry("pstore_mounted", "true")
                .containsEntry("panic_timeout", "0")
                .containsEntry("panic_on_oops", "1")
                .containsEntry("taints", "POE")
                .containsEntry("livepatch", "lp_a,lp_b")
                .containsEntry("cpu_model", "Intel(R) Xeon(R) Processor")
                .containsEntry("microcode", "0x1")
                .containsEntry("machine", "KVM")
                .containsEntry("memory_total_bytes", "4096")
                .containsEntry("container_runtime", "containerd")
                .containsEntry("command_line", "ro crashkernel=1M crashkernel=512M-:192M");
    }

    @Test
    void aHostTellsHowCrashDumpsAreSetUp() {
        jammy().with(
                        "proc/iomem",
                        "00001000-3fffffff : System RAM\n  2f000000-3effffff : Crash kernel\n")
                .with(
                        "etc/default/kdump-tools",
                        "#KDUMP_FAIL_CMD=x\nKDUMP_CMDLINE_APPEND=\"irqpoll panic=10\"\n")
                .with(
                        "etc/kdump.conf",
                        "# final_action halt\nfinal_action poweroff\ndefault shell\n")
                .with("usr/lib/systemd/system/kdump-tools.service", "")
                .with("sys/class/watchdog/watchdog0/state", "inactive\n")
                .with("sys/class/watchdog/watchdog1/state", "active\n")
                .with("sys/class/watchdog/watchdog1/identity", "iTCO_wdt\n")
                .with(
                        "proc/modules",
                        "zfs 1 0 - Live 0x0 (POE)\nnvidia 1 2 zfs, Live 0x0 (OE+)\next4 1 0 - Live 0x0\n")
                .with("sys/module/zfs/version", "2.1.5\n");

        assertThat(facts())
                .containsEntry("crash_dump_supported", "true")
                .containsEntry("system_ram_bytes", "1073737728")
                .containsEntry("crash_kernel_ranges", "2f000000-3effffff")
                .containsEntry("kdump_command_line_append", "irqpoll panic=10")
                .containsEntry("kdump_final_action", "poweroff")
                .containsEntry("kdump_failure_action", "shell")
                .containsEntry("kdump_service", "kdump-tools disabled")
                .containsEntry("hardware_watchdog", "iTCO_wdt")
                .containsEntry("pstore_files", "0")
                .containsEntry("out_of_tree_modules", "nvidia,zfs 2.1.5");
    }

    @Test
    void anEnabledServiceIsALinkWhereverItPoints() throws IOException {
        jammy();
        var wants = root.resolve("etc/systemd/system/multi-user.target.wants");
        Files.createDirectories(wants);
        Files.createSymbolicLink(
                wants.resolve("kdump.service"), Path.of("/usr/lib/systemd/system/nowhere.service"));

        assertThat(facts()).containsEntry("kdump_service", "kdump enabled");
    }

    @Test
    void aKernelWithoutCrashDumpsSaysSo() {
        new HostTree(root)
                .with("sys/kernel/notes", "")
                .with("proc/iomem", "00000000-00000000 : System RAM");

        assertThat(facts())
                .containsEntry("crash_dump_supported", "false")
                .doesNotContainKey("system_ram_bytes");
    }

    private Map<String, String> facts() {
        return new FactsSource(new HostFiles(root), "amd64").read();
    }

    @Test
    void everyAttributeIsDocumented() throws IOException {
        var documented = Files.readString(Path.of("../docs/facts.md"));
        for (var name : new FactsSource(jammy().files(), "amd64").read().keySet()) {
            assertThat(documented).contains("`" + name + "`");
        }
    }

    @Test
    void aHostThatTellsNothingHasFewFacts() {
        var facts = new FactsSource(new HostFiles(root), "aarch64").read();
        assertThat(facts.keySet()).containsExactlyInAnyOrder("arch", "pstore_mounted");
    }

    @Test
    void hostileTextIsBoundedAndClean() {
        var random = new Random(5);
        var bytes = new byte[50_000];
        random.nextBytes(bytes);
        var noise = new String(bytes, StandardCharsets.ISO_8859_1);
        var host = new HostTree(root);
        for (var file :
                new String[] {
                    "proc/cmdline",
                    "proc/cpuinfo",
                    "proc/meminfo",
                    "proc/mounts",
                    "etc/os-release",
                    "proc/sys/kernel/tainted",
                    "proc/sys/kernel/osrelease"
                }) {
            host.with(file, noise);
        }
        var facts = new FactsSource(host.files(), "amd64").read();
        assertThat(facts.values())
                .allMatch(value -> value.length() <= 4096 && value.chars().allMatch(c -> c > 31));
    }

    @Test
    void theLastCrashkernelCountsAndOptionsOfInitDoNot() {
        assertThat(
                        new CommandLine("a crashkernel=1M crashkernel=\"2M,high\" b")
                                .last("crashkernel"))
                .contains("2M,high");
        assertThat(new CommandLine("a -- crashkernel=1M").last("crashkernel")).isEmpty();
        assertThat(new CommandLine("xcrashkernel=1M").last("crashkernel")).isEmpty();
    }

    @Test
    void taintsAreLetters() {
        assertThat(Taints.letters("0")).contains("none");
        assertThat(Taints.letters("12289")).contains("POE");
        assertThat(Taints.letters("512")).contains("W");
        assertThat(Taints.letters("-1")).isEmpty();
        assertThat(Taints.letters("")).isEmpty();
        assertThat(Taints.letters("9".repeat(50))).isEmpty();
    }

    @Test
    void armCpusAreNamedByTheirPart() {
        var cpu = new CpuInfo("processor : 0\nCPU implementer\t: 0x41\nCPU part\t: 0xd0c\n");
        assertThat(cpu.model()).contains("arm 0x41 0xd0c");
        assertThat(cpu.microcode()).isEmpty();
    }

    @Test
    void thisHostTellsItsKernel() {
        var facts = new FactsSource(new HostFiles(Path.of("/")), "amd64").read();
        assertThat(new TreeSet<>(facts.keySet())).contains("kernel_release", "memory_total_bytes");
    }

    private HostTree jammy() {
        return new HostTree(root)
                .with("proc/sys/kernel/osrelease", "5.15.0-91-generic\n")
                .with("proc/sys/kernel/panic", "0\n")
                .with("proc/sys/kernel/panic_on_oops", "1\n")
                .with("proc/sys/kernel/tainted", "12289\n")
                .with("proc/cmdline", "ro crashkernel=1M crashkernel=512M-:192M\n")
                .with("proc/mounts", "pstore /sys/fs/pstore pstore rw 0 0\n")
                .with("proc/meminfo", "MemTotal: 4 kB\n")
                .with("proc/cpuinfo", CPUINFO)
                .with("etc/os-release", "NAME=\"Ubuntu\"\nID=ubuntu\nVERSION_ID=\"22.04\"\n")
                .with("sys/kernel/kexec_crash_loaded", "1\n")
                .with("sys/kernel/kexec_crash_size", "201326592\n")
                .with("sys/module/kernel/parameters/crash_kexec_post_notifiers", "N\n")
                .with("sys/module/pstore/parameters/backend", "efi_pstore\n")
                .with("sys/kernel/livepatch/lp_b/enabled", "1")
                .with("sys/kernel/livepatch/lp_a/enabled", "1")
                .with("sys/class/dmi/id/product_name", "KVM\n")
                .with("run/containerd/containerd.sock", "");
    }
}
