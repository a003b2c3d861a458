package dev.inquest.detection.pattern;

import dev.inquest.crash.CrashType;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Tells from a crash report what kind of trouble it is, if it is trouble of the node at all:
/// warnings, findings of debug kernels and a container's own memory limit are not.
final class TroubleSigns {

    private record Sign(String words, TroubleKind kind) {}

    private static final Map<String, TroubleKind> TYPES =
            Map.of(
                    "HARDWARE", TroubleKind.HARDWARE,
                    "FILE_SYSTEM", TroubleKind.FILE_SYSTEM,
                    "STORAGE", TroubleKind.FILE_SYSTEM,
                    "OOM", TroubleKind.OUT_OF_MEMORY);

    /// The first whose words occur in the title, but for the function that it blames, decides.
    private static final List<Sign> SIGNS =
            List.of(
                    new Sign("machine check", TroubleKind.HARDWARE),
                    new Sign("hardware error", TroubleKind.HARDWARE),
                    new Sign("edac ", TroubleKind.HARDWARE),
                    new Sign("memory error", TroubleKind.HARDWARE),
                    new Sign("pcie bus error", TroubleKind.HARDWARE),
                    new Sign("hard lockup", TroubleKind.HARD_LOCKUP),
                    new Sign("soft lockup", TroubleKind.SOFT_LOCKUP),
                    new Sign("workqueue lockup", TroubleKind.WORKQUEUE_LOCKUP),
                    new Sign("info: rcu", TroubleKind.RCU_STALL),
                    new Sign("task hung", TroubleKind.HUNG_TASK),
                    new Sign("task can't die", TroubleKind.HUNG_TASK),
                    new Sign("blocked for more than", TroubleKind.HUNG_TASK),
                    new Sign("ext4-fs", TroubleKind.FILE_SYSTEM),
                    new Sign("xfs ", TroubleKind.FILE_SYSTEM),
                    new Sign("btrfs", TroubleKind.FILE_SYSTEM),
                    new Sign("i/o error", TroubleKind.FILE_SYSTEM),
                    new Sign("file system", TroubleKind.FILE_SYSTEM),
                    new Sign("file-system", TroubleKind.FILE_SYSTEM),
                    new Sign("filesystem", TroubleKind.FILE_SYSTEM),
                    new Sign("bad page state", TroubleKind.KERNEL_BUG),
                    new Sign("scheduling while atomic", TroubleKind.KERNEL_BUG));

    private TroubleSigns() {}

    static Optional<TroubleKind> kind(String reported, String type) {
        if (TYPES.containsKey(type)) {
            return Optional.ofNullable(TYPES.get(type));
        }
        var title = withoutFunction(reported).toLowerCase(Locale.ROOT);
        return SIGNS.stream()
                .filter(sign -> title.contains(sign.words()))
                .map(Sign::kind)
                .findFirst()
                .or(() -> isDeadly(type) ? Optional.of(TroubleKind.KERNEL_BUG) : Optional.empty());
    }

    /// Whether it ends the kernel where an oops panics, and leaves it damaged elsewhere.
    static boolean isDeadly(String type) {
        return !type.isEmpty() && CrashType.isDeadly(type);
    }

    private static String withoutFunction(String title) {
        var in = title.lastIndexOf(" in ");
        return in < 0 ? title : title.substring(0, in);
    }
}
