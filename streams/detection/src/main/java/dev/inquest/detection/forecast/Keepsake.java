package dev.inquest.detection.forecast;

import java.util.List;

/// Whether the panic's last lines are kept over the reboot: the difference between knowing why and
/// guessing.
final class Keepsake {

    private Keepsake() {}

    static List<String> withDump(CrashFacts node) {
        var backend = node.get("pstore_backend");
        if (backend.isEmpty() || node.get("crash_kexec_post_notifiers").equals("Y")) {
            return List.of();
        }
        return List.of(
                "pstore (%s) stays empty: the capture kernel takes over before it is written (crash_kexec_post_notifiers is N)"
                        .formatted(backend));
    }

    static List<String> withoutDump(CrashFacts node) {
        var backend = node.get("pstore_backend");
        return List.of(
                backend.isEmpty()
                        ? "nothing on the node keeps the panic's last lines: no pstore"
                        : "pstore (%s) keeps the panic's last lines".formatted(backend));
    }
}
