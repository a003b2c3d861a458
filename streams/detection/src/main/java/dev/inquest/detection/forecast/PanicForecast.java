package dev.inquest.detection.forecast;

import dev.inquest.detection.cases.Remedy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Tells what a node would do at its next panic, before it happens.
///
/// A loaded capture kernel takes over at once, so `kernel.panic` matters only where none is loaded.
/// Which events panic at all is another question: sysctls such as `panic_on_oops` decide how often
/// the forecast is put to the test, not what it says.
public final class PanicForecast {

    private static final String READY = "a crash dump is ready";
    private static final String SMALL =
            "the capture kernel's memory is below the distribution's own table";
    private static final String NO_REBOOT = "the node does not reboot after the crash dump";

    private final CrashFacts node;
    private final CrashDumpGuide guide;
    private final DumpReadiness readiness;
    private final AfterPanic after;
    private final List<String> reasons = new ArrayList<>();
    private final List<String> doubts = new ArrayList<>();
    private final List<Remedy> remedies = new ArrayList<>();

    private PanicForecast(CrashFacts node, CrashDumpGuide guide) {
        this.node = node;
        this.guide = guide;
        this.readiness = DumpReadiness.of(node);
        this.after = AfterPanic.of(node);
    }

    /// The forecast by a node's facts, as docs/facts.md names them.
    public static Forecast of(Map<String, String> facts, CrashDumpGuide guide) {
        return new PanicForecast(new CrashFacts(facts), guide).forecast();
    }

    private Forecast forecast() {
        reasons.add(readiness.reason(node));
        return switch (readiness) {
            case LOADED -> dump();
            case UNTOLD -> untold();
            case UNSUPPORTED, NOT_SET_UP, NOT_RESERVED, NOT_LOADED -> noDump();
        };
    }

    /// The capture kernel takes over: whether its memory suffices cannot be told, so a size below
    /// the table is a doubt, never a verdict.
    private Forecast dump() {
        var guidance = guide.own(node);
        var small = guidance.filter(Guidance::isBelow);
        small.ifPresent(this::doubtSize);
        var concern = small.isPresent() ? Concern.DOUBT : Concern.NONE;
        var cause = small.isPresent() ? SMALL : READY;
        var end = DumpEnd.of(node);
        end.reason().ifPresent(reasons::add);
        if (end.staysDown()) {
            doubts.add("after the dump it does not reboot: " + end.setting());
            remedy(Situation.NO_REBOOT_AFTER_DUMP);
            concern = Concern.DOUBT;
            cause = NO_REBOOT;
        }
        reasons.add(captureFailure(concern));
        if (concern == Concern.NONE && newerTable()) {
            concern = Concern.ADVICE;
        }
        reasons.addAll(Keepsake.withDump(node));
        return told(NextPanic.DUMP, cause, concern, guidance);
    }

    private void doubtSize(Guidance guidance) {
        doubts.add(
                "the capture kernel may run out of memory: %s is reserved for %s, the table says %s"
                        .formatted(
                                Bytes.say(guidance.reserved()),
                                Bytes.say(guidance.memory()),
                                guidance.quote()));
        remedy(Situation.TOO_SMALL);
    }

    /// The own table is met; a newer one of the same distribution may ask for more.
    private boolean newerTable() {
        var newer = guide.newest(node).filter(Guidance::isBelow);
        newer.ifPresent(guidance ->
                reasons.add(
                        "%s is reserved; a newer table of the distribution says %s"
                                .formatted(Bytes.say(guidance.reserved()), guidance.quote())));
        newer.ifPresent(_ -> remedy(Situation.TOO_SMALL));
        return newer.isPresent();
    }

    private String captureFailure(Concern concern) {
        var timeout = node.captureParameter("panic").orElse("0");
        if (!timeout.equals("0")) {
            return "a capture kernel that fails reboots: it is started with panic=" + timeout;
        }
        if (concern != Concern.NONE) {
            remedy(Situation.CAPTURE_STAYS_DOWN);
        }
        return "a capture kernel that panics itself stays down: nothing gives it panic=N";
    }

    private Forecast noDump() {
        reasons.add(after.reason());
        reasons.addAll(Keepsake.withoutDump(node));
        var cause = readiness.words() + ", and " + after.words();
        return switch (after) {
            case AfterPanic.Reboots _, AfterPanic.IsReset _ -> {
                remedy(missing());
                var concern = readiness.isBroken() ? Concern.WARNING : Concern.ADVICE;
                yield told(NextPanic.REBOOT, cause, concern, Optional.empty());
            }
            case AfterPanic.StaysDown _, AfterPanic.WaitsForHours _ -> {
                remedy(Situation.STAYS_DOWN);
                remedy(missing());
                yield told(NextPanic.HANG, cause, Concern.WARNING, Optional.empty());
            }
            case AfterPanic.Untold _ ->
                    told(NextPanic.UNKNOWN, cause, Concern.ADVICE, Optional.empty());
        };
    }

    private Forecast untold() {
        reasons.add("without one: " + after.reason());
        return told(NextPanic.UNKNOWN, readiness.words(), Concern.ADVICE, Optional.empty());
    }

    private Situation missing() {
        return switch (readiness) {
            case UNSUPPORTED -> Situation.UNSUPPORTED;
            case NOT_RESERVED -> Situation.NOT_RESERVED;
            case NOT_LOADED -> Situation.NOT_LOADED;
            case LOADED, NOT_SET_UP, UNTOLD -> Situation.NOT_SET_UP;
        };
    }

    private void remedy(Situation situation) {
        guide.remedy(situation, node).ifPresent(remedies::add);
    }

    private Forecast told(
            NextPanic outcome, String cause, Concern concern, Optional<Guidance> guidance) {
        return new Forecast(outcome, cause, concern, reasons, doubts, guidance, remedies);
    }
}
