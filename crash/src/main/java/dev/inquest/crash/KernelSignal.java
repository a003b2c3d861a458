package dev.inquest.crash;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What the kernel said that matters, one variant per meaning: sealed, so that a new meaning stops
/// the build wherever someone must think about it.
///
/// `at` is the receive time of the deciding line. `excerpt` holds the kernel's own lines, cleaned
/// of prefixes and control characters: at most 40 lines of at most 512 characters.
public sealed interface KernelSignal {

    /// Receive time of the deciding line.
    Instant at();

    /// The kernel's own words.
    List<String> excerpt();

    /// A first kernel's banner: the machine went through a boot.
    record Booted(
            Instant at,
            Optional<String> release,
            Optional<String> commandLine,
            List<String> excerpt)
            implements KernelSignal {}

    /// The banner of a kdump capture kernel: a dump is being attempted, this is no reboot.
    record CaptureBooted(
            Instant at,
            Optional<String> release,
            Optional<String> commandLine,
            List<String> excerpt)
            implements KernelSignal {}

    /// A report at its deciding line, and again under the same id whenever it became richer.
    record Crashed(Instant at, CrashReport report, List<String> excerpt) implements KernelSignal {}

    /// A complaint of one line about hardware or a file system: nothing has crashed. Of one kind,
    /// at most one a minute.
    ///
    /// @param title what it is, the same whatever the device
    /// @param type `HARDWARE` or `FILE_SYSTEM`
    record Trouble(Instant at, String title, String type, List<String> excerpt)
            implements KernelSignal {}

    /// "Kernel panic - not syncing: reason"; `capture` when the capture kernel itself panicked.
    record Panicked(
            Instant at, String reportId, String reason, boolean capture, List<String> excerpt)
            implements KernelSignal {}

    /// "---[ end Kernel panic": the kernel stopped for good, nothing will reboot it.
    record PanicEnded(
            Instant at, String reportId, String reason, boolean capture, List<String> excerpt)
            implements KernelSignal {}

    /// "Rebooting in N seconds..": the kernel means to come back by itself, after that long.
    record RebootAnnounced(Instant at, int seconds, boolean capture, List<String> excerpt)
            implements KernelSignal {}

    /// The capture kernel runs out of memory or cannot reach its root: it has not panicked yet.
    record CaptureFailing(Instant at, String why, List<String> excerpt) implements KernelSignal {}

    /// The capture kernel reports that the vmcore was written.
    record DumpSaved(Instant at, List<String> excerpt) implements KernelSignal {}

    /// "reboot: Restarting system": an orderly restart.
    record Restarting(Instant at, boolean capture, List<String> excerpt) implements KernelSignal {}

    /// "reboot: Power down": an orderly end.
    record PoweredDown(Instant at, List<String> excerpt) implements KernelSignal {}

    /// An ordinary fresh line that a first kernel stamped: proof of life, at most once per second
    /// of receive time. Trouble, panic, firmware and capture-kernel lines never become one.
    record Ordinary(Instant at, List<String> excerpt) implements KernelSignal {}

    /// Output of the capture kernel, at most once per second: the dump still moves.
    record CaptureProgress(Instant at, List<String> excerpt) implements KernelSignal {}
}
