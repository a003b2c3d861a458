package dev.inquest.detection.forecast;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// A node's facts as far as they decide what it does at a panic. docs/facts.md explains each.
record CrashFacts(Map<String, String> facts) {

    String get(String name) {
        return facts.getOrDefault(name, "");
    }

    String distro() {
        return get("distro");
    }

    String distroVersion() {
        return get("distro_version");
    }

    String arch() {
        return get("arch");
    }

    String release() {
        return get("kernel_release");
    }

    /// Seconds from panic to reboot as `kernel.panic` counts them: 0 never, negative at once.
    OptionalLong panicTimeout() {
        return number("panic_timeout");
    }

    OptionalLong reserved() {
        return number("kexec_crash_size");
    }

    /// What the machine has: counted by the kernel's memory map where that can be read, else what
    /// the kernel manages and what it keeps for the capture kernel.
    OptionalLong memory() {
        var map = number("system_ram_bytes");
        var managed = number("memory_total_bytes");
        if (map.isPresent() || managed.isEmpty()) {
            return map;
        }
        return OptionalLong.of(managed.getAsLong() + reserved().orElse(0));
    }

    /// The last value of a parameter that the capture kernel will be started with, as far as its
    /// settings tell.
    Optional<String> captureParameter(String name) {
        var own = get("kdump_command_line");
        var line = own.isEmpty() ? get("command_line") : own;
        return KernelParameters.last(line + " " + get("kdump_command_line_append"), name);
    }

    private OptionalLong number(String name) {
        var text = get(name);
        return text.matches("-?[0-9]{1,18}")
                ? OptionalLong.of(Long.parseLong(text))
                : OptionalLong.empty();
    }
}
