package dev.inquest.detection.pattern;

import dev.inquest.detection.node.CrashTrail.Capture;
import dev.inquest.detection.node.CrashTrail.Reported;
import dev.inquest.detection.node.Node;
import dev.inquest.detection.node.NodeState.Hung;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/// Why a crash dump that was meant to be written was not, as far as the node's last words and its
/// facts tell.
///
/// @param said the capture kernel's own reason
/// @param sized whether the size of the reservation is part of the reason
record DumpFailure(String words, Optional<String> said, boolean sized) {

    static final String OUT_OF_MEMORY = "the capture kernel ran out of memory";
    static final String FAILED = "the capture kernel failed";
    static final String FELL_SILENT = "the capture kernel fell silent";
    static final String NEVER_HEARD = "the armed capture kernel was never heard";
    static final String NOT_RESERVED = "the kernel could not reserve its memory";
    static final String NOT_LOADED = "no capture kernel was loaded into the reserved memory";

    private static final Duration NEAR_THE_END = Duration.ofMinutes(2);

    private static final Pattern MEMORY =
            Pattern.compile("memory|\\boom\\b|killable", Pattern.CASE_INSENSITIVE);

    /// What failed on a node that died, if a dump was meant to be written at all.
    static Optional<DumpFailure> of(Node died) {
        var trail = died.trail();
        if (trail.dumpSaved()) {
            return Optional.empty();
        }
        var hangs = died.state() instanceof Hung;
        if (trail.capture().isPresent()) {
            return trail.captureFailed() || hangs
                    ? Optional.of(of(trail.capture().get()))
                    : Optional.empty();
        }
        return crashed(died) && hangs ? unarmed(died).or(() -> unheard(died)) : Optional.empty();
    }

    private static DumpFailure of(Capture capture) {
        if (capture.reason().isEmpty()) {
            return new DumpFailure(FELL_SILENT, Optional.empty(), false);
        }
        return MEMORY.matcher(capture.reason().get()).find()
                ? new DumpFailure(OUT_OF_MEMORY, capture.reason(), true)
                : new DumpFailure(FAILED, capture.reason(), false);
    }

    /// With an armed capture kernel an oops may be the last that is heard, without "Kernel panic".
    private static boolean crashed(Node died) {
        return died.trail().provesCrash() || isArmed(died);
    }

    private static boolean isArmed(Node died) {
        return died.trail()
                .report()
                .filter(reported -> isNearTheEnd(died, reported))
                .map(Reported::report)
                .map(report -> report.kdumpLoaded() && TroubleSigns.isDeadly(report.type()))
                .orElse(false);
    }

    /// A report that the node survived for long says nothing about how it died.
    private static boolean isNearTheEnd(Node died, Reported reported) {
        var spoken = reported.evidence().at().plus(NEAR_THE_END);
        return died.state().silentSince().map(onset -> !spoken.isBefore(onset)).orElse(false);
    }

    private static Optional<DumpFailure> unarmed(Node died) {
        var facts = died.attributes();
        var asked = !facts.get("crashkernel").isEmpty();
        if (!asked || !facts.get("kexec_crash_loaded").equals("0") || isArmed(died)) {
            return Optional.empty();
        }
        return facts.get("kexec_crash_size").equals("0")
                ? Optional.of(new DumpFailure(NOT_RESERVED, Optional.empty(), true))
                : Optional.of(new DumpFailure(NOT_LOADED, Optional.empty(), true));
    }

    private static Optional<DumpFailure> unheard(Node died) {
        return isArmed(died) || died.attributes().get("kexec_crash_loaded").equals("1")
                ? Optional.of(new DumpFailure(NEVER_HEARD, Optional.empty(), false))
                : Optional.empty();
    }

    /// What nodes are counted by.
    String cause(Reservation reservation) {
        return sized && !reservation.size().isEmpty()
                ? "%s (%s)".formatted(words, reservation.size())
                : words;
    }
}
