package dev.inquest.crash;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/// Follows the signals of a finished log and judges how each crash ended.
final class Ending {
    /// A kernel that means to come back later than this hangs, for all practical purposes.
    private static final int LONGEST_REBOOT_SECONDS = 900;

    /// The first report of a log is often the cause of all others, so it stays.
    private static final int MOST_CRASHES = 1000;

    private final Map<String, Crash> crashes = new LinkedHashMap<>();
    private final Set<String> decided = new HashSet<>();
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
            case KernelSignal.Ordinary _, KernelSignal.PoweredDown _ -> lived();
            case KernelSignal.CaptureFailing failing -> dumpFailed(failing.why());
            case KernelSignal.CaptureProgress _, KernelSignal.Trouble _ -> {}
        }
    }

    private void crashed(KernelSignal.Crashed crashed) {
        CrashReport report = crashed.report();
        Optional<Crash> known = Optional.ofNullable(crashes.get(report.id()));
        if (known.isEmpty()) {
            last = Optional.of(report.id());
            livedOn = false;
            makeRoom();
        }
        Outcome outcome =
                known.filter(_ -> decided.contains(report.id()))
                        .map(Crash::outcome)
                        .orElseGet(() -> soFar(report));
        crashes.put(
                report.id(),
                known.map(crash -> crash.told(report, outcome, crashed.excerpt()))
                        .orElseGet(() ->
                                new Crash(report, outcome, Optional.empty(), crashed.excerpt())));
    }

    private void makeRoom() {
        if (crashes.size() == MOST_CRASHES) {
            String second = crashes.keySet().stream().skip(1).findFirst().orElseThrow();
            crashes.remove(second);
            decided.remove(second);
        }
    }

    /// What is to be concluded if the text ended here. Where a capture kernel is armed, a deadly
    /// report may be the last that this kernel says.
    private Outcome soFar(CrashReport report) {
        if (report.panicked()) {
            return report.kdumpLoaded() ? Outcome.UNKNOWN : Outcome.HUNG;
        }
        boolean mayDump = report.kdumpLoaded() && CrashType.isDeadly(report.type()) && !livedOn;
        return mayDump ? Outcome.UNKNOWN : Outcome.CONTINUES;
    }

    private void panicked(KernelSignal.Panicked panicked) {
        if (panicked.capture()) {
            dumpFailed(panicked.reason());
            judge(Outcome.DUMP_FAILED_HUNG);
        } else {
            dying = Optional.of(panicked.reportId());
        }
    }

    private void lived() {
        livedOn = true;
        last.filter(id -> !decided.contains(id))
                .ifPresent(id -> change(id, crash -> crash.ended(soFar(crash.report()))));
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
        if (restarting.capture()) {
            judge(Outcome.DUMP_FAILED_REBOOTED);
        } else {
            lived();
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
        dying.ifPresent(decided::add);
        dying.ifPresent(id -> change(id, crash -> crash.ended(better(crash.outcome(), outcome))));
    }

    private void dumpFailed(String why) {
        dying.ifPresent(id -> change(id, crash -> crash.dumpFailed(why)));
    }

    private void change(String id, UnaryOperator<Crash> change) {
        crashes.computeIfPresent(id, (_, crash) -> change.apply(crash));
    }

    /// A saved dump stays saved whatever follows.
    private static Outcome better(Outcome known, Outcome next) {
        return known == Outcome.DUMP_CAPTURED ? known : next;
    }
}
