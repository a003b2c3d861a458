package dev.inquest.crash;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/// Listens to a capture kernel: does the dump move, does it fail, is it saved?
final class CaptureWatch {
    private record Sign(String words, String why) {}

    private static final List<Sign> FAILURES =
            List.of(
                    new Sign("invoked oom-killer", "out of memory"),
                    new Sign("Out of memory", "out of memory"),
                    new Sign("page allocation failure", "out of memory"),
                    new Sign("Cannot allocate memory", "out of memory"),
                    new Sign("No space left on device", "no space left on the dump target"),
                    new Sign("saving vmcore failed", "the vmcore could not be saved"),
                    new Sign("failed to save vmcore", "the vmcore could not be saved"),
                    new Sign("makedumpfile Failed", "the vmcore could not be saved"),
                    new Sign("Entering emergency mode", "the capture kernel's start failed"),
                    new Sign("Could not boot", "the capture kernel's start failed"));
    private static final List<String> SAVED =
            List.of(
                    "The dumpfile is saved to",
                    "saving vmcore complete",
                    "saved vmcore in",
                    "Dump saved",
                    "vmcore saved");

    private final Set<String> told = new HashSet<>();
    private boolean saved = false;

    void start() {
        told.clear();
        saved = false;
    }

    /// Looks at one line of the capture kernel; true when it said more than that it lives.
    boolean take(Instant at, String text, Consumer<KernelSignal> out) {
        if (!saved && SAVED.stream().anyMatch(text::contains)) {
            saved = true;
            out.accept(new KernelSignal.DumpSaved(at, Excerpt.of(text)));
            return true;
        }
        for (Sign sign : FAILURES) {
            if (text.contains(sign.words())) {
                if (told.add(sign.why())) {
                    out.accept(new KernelSignal.CaptureFailing(at, sign.why(), Excerpt.of(text)));
                }
                return true;
            }
        }
        return false;
    }
}
