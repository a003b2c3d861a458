package dev.inquest.collectors.facts;

import dev.inquest.collectors.host.HostFiles;
import dev.inquest.collectors.redact.Redactor;
import dev.inquest.collectors.vitals.Memory;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Reads what this host is, as attributes by which failing nodes are compared with healthy ones.
///
/// What cannot be read is left out; an attribute is never empty. docs/facts.md lists them all.
public final class FactsSource {

    private static final int MAX_VALUE = 4096;

    /// Attribute to file, where the file's text is the value.
    private static final Map<String, String> FILES =
            Map.ofEntries(
                    Map.entry("kernel_release", "proc/sys/kernel/osrelease"),
                    Map.entry("kernel_version", "proc/sys/kernel/version"),
                    Map.entry("kexec_crash_loaded", "sys/kernel/kexec_crash_loaded"),
                    Map.entry("kexec_crash_size", "sys/kernel/kexec_crash_size"),
                    Map.entry(
                            "crash_kexec_post_notifiers",
                            "sys/module/kernel/parameters/crash_kexec_post_notifiers"),
                    Map.entry("panic_timeout", "proc/sys/kernel/panic"),
                    Map.entry("panic_print", "proc/sys/kernel/panic_print"),
                    Map.entry("panic_on_oops", "proc/sys/kernel/panic_on_oops"),
                    Map.entry("panic_on_warn", "proc/sys/kernel/panic_on_warn"),
                    Map.entry("panic_on_rcu_stall", "proc/sys/kernel/panic_on_rcu_stall"),
                    Map.entry("panic_on_io_nmi", "proc/sys/kernel/panic_on_io_nmi"),
                    Map.entry(
                            "panic_on_unrecovered_nmi", "proc/sys/kernel/panic_on_unrecovered_nmi"),
                    Map.entry("unknown_nmi_panic", "proc/sys/kernel/unknown_nmi_panic"),
                    Map.entry("hung_task_panic", "proc/sys/kernel/hung_task_panic"),
                    Map.entry("hung_task_timeout_secs", "proc/sys/kernel/hung_task_timeout_secs"),
                    Map.entry("softlockup_panic", "proc/sys/kernel/softlockup_panic"),
                    Map.entry("hardlockup_panic", "proc/sys/kernel/hardlockup_panic"),
                    Map.entry("nmi_watchdog", "proc/sys/kernel/nmi_watchdog"),
                    Map.entry("panic_on_oom", "proc/sys/vm/panic_on_oom"),
                    Map.entry("machine", "sys/class/dmi/id/product_name"),
                    Map.entry("machine_vendor", "sys/class/dmi/id/sys_vendor"),
                    Map.entry("firmware", "sys/class/dmi/id/bios_version"));

    private static final Map<String, String> RUNTIME_SOCKETS =
            Map.of(
                    "containerd", "run/containerd/containerd.sock",
                    "cri-o", "run/crio/crio.sock",
                    "docker", "run/docker.sock");

    private final HostFiles host;
    private final String arch;

    /// Reads nothing yet.
    ///
    /// @param arch the machine's architecture, as Java names it
    public FactsSource(HostFiles host, String arch) {
        this.host = host;
        this.arch = arch;
    }

    /// All attributes, now.
    public Map<String, String> read() {
        var facts = new TreeMap<String, String>();
        FILES.forEach((name, file) -> put(facts, name, host.text(file)));
        put(facts, "arch", Optional.of(archAsUname()));
        distro(facts);
        crashDumps(facts);
        hardware(facts);
        put(facts, "taints", host.text("proc/sys/kernel/tainted").flatMap(Taints::letters));
        put(facts, "livepatch", joined(host.names("sys/kernel/livepatch")));
        put(facts, "out_of_tree_modules", new Modules(host).outOfTree());
        put(facts, "container_runtime", runtime());
        return facts;
    }

    private void distro(Map<String, String> facts) {
        var release =
                new Assignments(
                        host.text("etc/os-release")
                                .or(() -> host.text("usr/lib/os-release"))
                                .orElse(""));
        put(facts, "distro", release.last("ID"));
        put(facts, "distro_version", release.last("VERSION_ID"));
        put(facts, "distro_variant", release.last("VARIANT_ID"));
    }

    private void crashDumps(Map<String, String> facts) {
        var commandLine = host.text("proc/cmdline").map(CommandLine::new);
        put(facts, "command_line", commandLine.map(line -> Redactor.line(line.text())));
        put(facts, "crashkernel", commandLine.flatMap(line -> line.last("crashkernel")));
        var backend = host.text("sys/module/pstore/parameters/backend");
        put(facts, "pstore_backend", backend.filter(name -> !name.equals("(null)")));
        var mounted = host.lines("proc/mounts").stream().anyMatch(FactsSource::isPstore);
        put(facts, "pstore_mounted", Optional.of(Boolean.toString(mounted)));
        if (mounted) {
            put(facts, "pstore_files", Optional.of("" + host.names("sys/fs/pstore").size()));
        }
        put(facts, "pstore_free_bytes", host.freeBytes("sys/firmware/efi/efivars"));
        new CrashDumpFacts(host)
                .read()
                .forEach((name, value) -> put(facts, name, value.map(Redactor::line)));
    }

    private void hardware(Map<String, String> facts) {
        var cpu = host.text("proc/cpuinfo").map(CpuInfo::new);
        put(facts, "cpu_model", cpu.flatMap(CpuInfo::model));
        put(facts, "microcode", cpu.flatMap(CpuInfo::microcode));
        var memory = host.text("proc/meminfo").flatMap(Memory::parse);
        put(facts, "memory_total_bytes", memory.map(m -> Long.toString(m.totalBytes())));
    }

    private String archAsUname() {
        return arch.equals("amd64") ? "x86_64" : arch;
    }

    private Optional<String> runtime() {
        return joined(
                RUNTIME_SOCKETS.entrySet().stream()
                        .filter(runtime -> host.exists(runtime.getValue()))
                        .map(Map.Entry::getKey)
                        .sorted()
                        .toList());
    }

    private static boolean isPstore(String mount) {
        var fields = mount.split(" ", 4);
        return fields.length > 2 && fields[2].equals("pstore");
    }

    private static Optional<String> joined(List<String> names) {
        return names.isEmpty() ? Optional.empty() : Optional.of(String.join(",", names));
    }

    private static void put(Map<String, String> facts, String name, Optional<String> value) {
        value.map(FactsSource::clean)
                .filter(text -> !text.isEmpty())
                .ifPresent(text -> facts.put(name, text));
    }

    private static String clean(String value) {
        var bounded = value.substring(0, Math.min(value.length(), MAX_VALUE));
        return bounded.replaceAll("\\p{Cntrl}", " ").strip();
    }
}
