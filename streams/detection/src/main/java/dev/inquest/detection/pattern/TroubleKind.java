package dev.inquest.detection.pattern;

import dev.inquest.crash.CrashReport;
import dev.inquest.crash.CrashType;
import dev.inquest.detection.cases.Remedy;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// The kinds of kernel trouble that a node can live with for a while, most urgent first. Told by
/// the words of a report's title; then by its type.
enum TroubleKind {
    HARDWARE(
            "hardware error",
            List.of("machine check", "hardware error", "edac ", "mce: ", "pcie bus error"),
            Set.of("HARDWARE"),
            "Drain the node and have the hardware looked at; corrected errors often precede fatal"
                    + " ones.",
            "journalctl -k | grep -Ei 'mce|edac|hardware error'; ras-mc-ctl --summary"),
    FILE_SYSTEM(
            "file-system or disk error",
            List.of(
                    "ext4-fs",
                    "xfs",
                    "btrfs",
                    "f2fs",
                    "file system",
                    "filesystem",
                    "i/o error",
                    "read-only"),
            Set.of("FILE_SYSTEM", "IO_ERROR", "STORAGE"),
            "Drain the node and check the disk before the file system turns read-only.",
            "findmnt -t ext4,xfs,btrfs -o TARGET,SOURCE,OPTIONS; smartctl -a /dev/sda"),
    KERNEL_BUG(
            "kernel bug",
            List.of("bad page state", "scheduling while atomic", "unregister_netdevice"),
            Set.of(),
            "Drain the node and reboot it: after such a report the kernel may be damaged.",
            "journalctl -k | grep -A 40 'cut here\\|Oops\\|BUG:'"),
    HARD_LOCKUP("hard lockup", List.of("hard lockup")),
    SOFT_LOCKUP("soft lockup", List.of("soft lockup")),
    RCU_STALL("RCU stall", List.of("rcu detected", "rcu_", "rcu:")),
    WORKQUEUE_LOCKUP("workqueue lockup", List.of("workqueue lockup")),
    HUNG_TASK("hung task", List.of("task hung", "task can't die", "blocked for more than")),
    OUT_OF_MEMORY(
            "out of memory",
            List.of(),
            Set.of("OOM"),
            "Find what uses the memory; the whole node ran out of it, not one container.",
            "kubectl describe node; journalctl -k | grep -i oom");

    private static final String TRACES =
            "Look at the quoted call trace; drain the node and reboot it if it goes on.";
    private static final String SHOW_TRACES =
            "journalctl -k | grep -A 30 -Ei 'soft lockup|stall|blocked for more than'";

    private final String words;
    private final List<String> signs;
    private final Set<String> types;
    private final Remedy remedy;

    /// A stall.
    TroubleKind(String words, List<String> signs) {
        this(words, signs, Set.of(), "", "");
    }

    TroubleKind(
            String words, List<String> signs, Set<String> types, String advice, String command) {
        this.words = words;
        this.signs = signs;
        this.types = types;
        this.remedy = new Remedy(advice, List.of(command), "", "");
    }

    /// What a report is about, if it is trouble of the node at all: warnings, findings of debug
    /// kernels and a container's own memory limit are not.
    static Optional<TroubleKind> of(CrashReport report) {
        if (report.type().equals("OOM_CGROUP")) {
            return Optional.empty();
        }
        var title = report.title().toLowerCase(Locale.ROOT);
        for (var kind : values()) {
            if (kind.types.contains(report.type())
                    || kind.signs.stream().anyMatch(title::contains)) {
                return Optional.of(kind);
            }
        }
        return CrashType.isDeadly(report.type()) && !report.type().isEmpty()
                ? Optional.of(KERNEL_BUG)
                : Optional.empty();
    }

    /// Whether a paused machine reports it, too, when it wakes up.
    boolean isStall() {
        return switch (this) {
            case HARD_LOCKUP, SOFT_LOCKUP, RCU_STALL, WORKQUEUE_LOCKUP, HUNG_TASK -> true;
            case HARDWARE, FILE_SYSTEM, KERNEL_BUG, OUT_OF_MEMORY -> false;
        };
    }

    String words() {
        return words;
    }

    Remedy remedy() {
        return isStall() ? new Remedy(TRACES, List.of(SHOW_TRACES), "", "") : remedy;
    }
}
