package dev.inquest.crash;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Follows the signals of a finished log and judges how each crash ended.
final class Ending {
    /// A kernel that means to come back later than this hangs, for all practical purposes.
    private static final int LONGEST_REBOOT_SECONDS = 900;

    private final Map<String, Crash> crashes = new LinkedHashMap<>();
    private Optional<String> last = Optional.empty();
    private Optional<String> dying = Optional.empty();
    private boolean dumping = false;
    private boolean livedOn = true;

    List<Crash> crashes() {
        return List.copyOf(crashes.values());
    }

    void take(KernelSignal signal) {
        switch (signal) {
            case KernelSignal.Crashed crashed -> crashed(crashed);
            case KernelSignal.Panicked panicked -> panicked(panicked);
            case KernelSignal.PanicEnded ended ->
                    judge(ended.capture() ? Outcome.DUMP_FAILED_HUNG : Outcome.HUNG);
            case KernelSignal.RebootAnnounced reboot -> rebootAnnounced(reboot);
            case KernelSignal.CaptureBooted _ -> captureBooted();
            case KernelSignal.DumpSaved _ -> judge(Outcome.DUMP_CAPTURED);
            case KernelSignal.Restarting restarting -> restarting(restarting);
            case KernelSignal.Booted _ -> booted();
            case KernelSignal.Ordinary _, KernelSignal.PoweredDown _ -> livedOn = true;
            case KernelSignal.CaptureFailing _, KernelSignal.CaptureProgress _ -> {}
        }
    }

    private void crashed(KernelSignal.Crashed crashed) {
        CrashReport report = crashed.report();
        Crash known = crashes.get(report.id());
        Outcome outcome = known == null ? firstJudgement(report) : known.outcome();
        if (known == null) {
            last = Optional.of(report.id());
            livedOn = false;
        } else if (outcome == Outcome.CONTINUES && report.kdumpLoaded() && !livedOn) {
            outcome = firstJudgement(report);
        }
        crashes.put(report.id(), new Crash(report, outcome, crashed.excerpt()));
    }

    /// Where a capture kernel is armed, a deadly report may be the last that this kernel says.
    private static Outcome firstJudgement(CrashReport report) {
        boolean mayDump = report.kdumpLoaded() && CrashType.isDeadly(report.type());
        return mayDump ? Outcome.UNKNOWN : Outcome.CONTINUES;
    }

    private void panicked(KernelSignal.Panicked panicked) {
        if (panicked.capture()) {
            judge(Outcome.DUMP_FAILED_HUNG);
            return;
        }
        dying = Optional.of(panicked.reportId());
        judge(Outcome.HUNG);
    }

    private void rebootAnnounced(KernelSignal.RebootAnnounced reboot) {
        if (reboot.seconds() > LONGEST_REBOOT_SECONDS) {
            return;
        }
        judge(reboot.capture() ? Outcome.DUMP_FAILED_REBOOTED : Outcome.REBOOTED);
    }

    private void captureBooted() {
        dying = dying.or(() -> last);
        dumping = true;
        judge(Outcome.UNKNOWN);
    }

    private void restarting(KernelSignal.Restarting restarting) {
        livedOn = true;
        if (restarting.capture()) {
            judge(Outcome.DUMP_FAILED_REBOOTED);
        }
    }

    private void booted() {
        if (dumping) {
            judge(Outcome.DUMP_FAILED_REBOOTED);
        } else if (dying.isPresent()) {
            judge(Outcome.REBOOTED);
        } else if (!livedOn) {
            dying = last.filter(id -> CrashType.isDeadly(crashOf(id).report().type()));
            judge(Outcome.REBOOTED);
        }
        last = Optional.empty();
        dying = Optional.empty();
        dumping = false;
        livedOn = true;
    }

    private Crash crashOf(String id) {
        Crash crash = crashes.get(id);
        if (crash == null) {
            throw new IllegalStateException("no crash " + id);
        }
        return crash;
    }

    private void judge(Outcome outcome) {
        dying.ifPresent(id ->
                crashes.computeIfPresent(
                        id,
                        (_, crash) ->
                                new Crash(
                                        crash.report(),
                                        better(crash.outcome(), outcome),
                                        crash.excerpt())));
    }

    /// A saved dump stays saved whatever follows.
    private static Outcome better(Outcome known, Outcome next) {
        return known == Outcome.DUMP_CAPTURED ? known : next;
    }
}
