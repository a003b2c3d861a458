package dev.inquest.collectors.host;

/// The kernel's own name for this boot, by which a reboot is told from a pause.
public final class BootId {

    private static final String UNKNOWN = "unknown";

    private BootId() {}

    /// The boot id; `unknown` where the kernel does not tell it.
    public static String of(HostFiles host) {
        return host.text("proc/sys/kernel/random/boot_id")
                .filter(id -> id.matches("[0-9a-fA-F-]{1,64}"))
                .orElse(UNKNOWN);
    }
}
