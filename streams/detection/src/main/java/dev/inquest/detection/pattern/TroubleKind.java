package dev.inquest.detection.pattern;

import dev.inquest.detection.cases.Remedy;
import java.util.List;

/// The kinds of kernel trouble that a node can live with for a while, most urgent first.
enum TroubleKind {
    HARDWARE("hardware error"),
    FILE_SYSTEM("file-system or disk error"),
    KERNEL_BUG("kernel bug"),
    HARD_LOCKUP("hard lockup"),
    SOFT_LOCKUP("soft lockup"),
    RCU_STALL("RCU stall"),
    WORKQUEUE_LOCKUP("workqueue lockup"),
    HUNG_TASK("hung task"),
    OUT_OF_MEMORY("out of memory");

    private final String words;

    TroubleKind(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }

    /// Whether a paused machine reports it, too, when it wakes up.
    boolean isStall() {
        return switch (this) {
            case HARD_LOCKUP, SOFT_LOCKUP, RCU_STALL, WORKQUEUE_LOCKUP, HUNG_TASK -> true;
            case HARDWARE, FILE_SYSTEM, KERNEL_BUG, OUT_OF_MEMORY -> false;
        };
    }

    Remedy remedy() {
        return switch (this) {
            case HARDWARE ->
                    remedy(
                            "Drain the node and have the hardware looked at; corrected errors often"
                                    + " precede fatal ones.",
                            "journalctl -k | grep -Ei 'mce|edac|hardware error'",
                            "ras-mc-ctl --summary");
            case FILE_SYSTEM ->
                    remedy(
                            "Drain the node and check the disk before the file system turns"
                                    + " read-only.",
                            "findmnt -t ext4,xfs,btrfs -o TARGET,SOURCE,OPTIONS",
                            "journalctl -k | grep -Ei 'I/O error|EXT4-fs|XFS|BTRFS'");
            case KERNEL_BUG ->
                    remedy(
                            "Drain the node and reboot it: after such a report the kernel may be"
                                    + " damaged.",
                            "cat /proc/sys/kernel/tainted",
                            "journalctl -k | grep -A 40 -E 'cut here|Oops|BUG:'");
            case HARD_LOCKUP, SOFT_LOCKUP, RCU_STALL, WORKQUEUE_LOCKUP, HUNG_TASK ->
                    remedy(
                            "Look at the quoted call trace; drain the node and reboot it if it goes"
                                    + " on.",
                            "journalctl -k | grep -A 30 -Ei 'lockup|stall|blocked for more than'");
            case OUT_OF_MEMORY ->
                    remedy(
                            "Find what uses the memory: the whole node ran out of it, not one"
                                    + " container.",
                            "journalctl -k | grep -i oom");
        };
    }

    private static Remedy remedy(String text, String... commands) {
        return new Remedy(text, List.of(commands), "", "");
    }
}
