package dev.inquest.collectors.facts;

import dev.inquest.collectors.host.HostFiles;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads how crash dumps are set up on this host, from files alone: what decides what the node does
/// at its next panic.
record CrashDumpFacts(HostFiles host) {

    private static final List<String> SERVICES = List.of("kdump-tools", "kdump");
    private static final List<String> WANTS =
            List.of(
                    "etc/systemd/system/multi-user.target.wants/",
                    "etc/systemd/system/basic.target.wants/",
                    "etc/systemd/system/sysinit.target.wants/");
    private static final List<String> UNITS =
            List.of("etc/systemd/system/", "usr/lib/systemd/system/", "lib/systemd/system/");

    Map<String, Optional<String>> read() {
        var facts = new HashMap<String, Optional<String>>();
        facts.put("crash_dump_supported", supported());
        facts.put(
                "fadump_registered",
                host.text("sys/kernel/fadump/registered")
                        .or(() -> host.text("sys/kernel/fadump_registered")));
        memory(facts);
        facts.put("hardware_watchdog", hardwareWatchdog());
        facts.put("kdump_service", service());
        debian(facts);
        redHat(facts);
        return facts;
    }

    /// A kernel that was built without it lacks the file, beside others of the same directory.
    private Optional<String> supported() {
        if (host.exists("sys/kernel/kexec_crash_loaded")) {
            return Optional.of("true");
        }
        return host.names("sys/kernel").isEmpty() ? Optional.empty() : Optional.of("false");
    }

    private void memory(Map<String, Optional<String>> facts) {
        var map = new MemoryMap(host.lines("proc/iomem"));
        facts.put("system_ram_bytes", map.bytes("System RAM").map(Object::toString));
        facts.put("crash_kernel_ranges", map.ranges("Crash kernel"));
    }

    /// One that is fed now and resets the machine once nobody feeds it. The software watchdog dies
    /// with the kernel.
    private Optional<String> hardwareWatchdog() {
        return host.names("sys/class/watchdog").stream()
                .map(name -> "sys/class/watchdog/" + name + "/")
                .filter(dir -> host.text(dir + "state").orElse("").equals("active"))
                .flatMap(dir -> host.text(dir + "identity").stream())
                .filter(identity -> !identity.equals("Software Watchdog"))
                .findFirst();
    }

    private Optional<String> service() {
        for (var service : SERVICES) {
            var unit = service + ".service";
            if (WANTS.stream().anyMatch(wants -> host.linkTarget(wants + unit).isPresent())) {
                return Optional.of(service + " enabled");
            }
        }
        for (var service : SERVICES) {
            var unit = service + ".service";
            if (UNITS.stream().anyMatch(directory -> host.exists(directory + unit))) {
                return Optional.of(service + " disabled");
            }
        }
        return Optional.empty();
    }

    private void debian(Map<String, Optional<String>> facts) {
        host.text("etc/default/kdump-tools")
                .map(Assignments::new)
                .ifPresent(settings -> {
                    facts.put("kdump_command_line", settings.last("KDUMP_CMDLINE"));
                    facts.put("kdump_command_line_append", settings.last("KDUMP_CMDLINE_APPEND"));
                    facts.put("kdump_failure_action", settings.last("KDUMP_FAIL_CMD"));
                });
    }

    private void redHat(Map<String, Optional<String>> facts) {
        host.text("etc/sysconfig/kdump")
                .map(Assignments::new)
                .ifPresent(settings -> {
                    facts.put("kdump_command_line", settings.last("KDUMP_COMMANDLINE"));
                    facts.put(
                            "kdump_command_line_append", settings.last("KDUMP_COMMANDLINE_APPEND"));
                });
        var lines = host.lines("etc/kdump.conf");
        if (!lines.isEmpty()) {
            facts.put("kdump_final_action", directive(lines, "final_action"));
            facts.put(
                    "kdump_failure_action",
                    directive(lines, "failure_action").or(() -> directive(lines, "default")));
        }
    }

    private static Optional<String> directive(List<String> lines, String name) {
        return lines.stream()
                .map(String::strip)
                .filter(line -> line.startsWith(name + " "))
                .map(line -> line.substring(name.length()).strip())
                .reduce((_, later) -> later);
    }
}
