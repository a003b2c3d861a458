package dev.inquest.crash;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// What one kernel crash was, in words that stay equal when the same bug strikes another machine.
///
/// The same `id` with a higher `revision` replaces the earlier report. `fingerprint` does not
/// depend on addresses, offsets, CPU numbers, process ids or the build.
///
/// @param title the bug's name in syzkaller's convention, such as `INFO: task hung in foo`
/// @param type the family the title belongs to, such as `HANG`; see [CrashType]
/// @param frame the function to blame
/// @param frames the call trace, innermost first, without helpers of the kernel's own error paths
/// @param pid the id of that process
/// @param registers the line of the register dump that says where the kernel was
/// @param build the build part of the kernel's version, such as `#101-Ubuntu`
/// @param machine the hardware's name as the kernel prints it
/// @param kdumpLoaded whether the kernel said that a capture kernel was armed
/// @param panicked whether the kernel panicked over it
public record CrashReport(
        String id,
        int revision,
        String title,
        String type,
        Optional<String> frame,
        List<String> frames,
        Optional<String> process,
        OptionalInt pid,
        OptionalInt cpu,
        Optional<String> registers,
        Optional<String> release,
        Optional<String> build,
        Optional<String> tainted,
        Optional<String> machine,
        boolean kdumpLoaded,
        boolean panicked,
        String fingerprint) {

    public CrashReport {
        frames = List.copyOf(frames);
    }

    /// The same report, told once more.
    CrashReport again(int nextRevision, boolean nowPanicked) {
        return new CrashReport(
                id,
                nextRevision,
                title,
                type,
                frame,
                frames,
                process,
                pid,
                cpu,
                registers,
                release,
                build,
                tainted,
                machine,
                kdumpLoaded,
                nowPanicked,
                fingerprint);
    }
}
