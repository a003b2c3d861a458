package dev.inquest.crash;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// One call trace of a report, innermost function first, with the register dump that came before
/// it.
///
/// @param heading the line that says whose trace it is, as far as one was printed
/// @param pointer the function that was running, when registers were dumped before the trace
record Trace(String heading, Optional<String> pointer, List<String> calls) {
    private static final Pattern START =
            Pattern.compile(
                    "^ *(?:[Cc]all [Tt]race|[Bb]acktrace|stack backtrace) ?:|^ *Call Trace ?:");
    private static final String RCU = "rcu: ";
    private static final List<String> HEADINGS =
            List.of(
                    "NMI backtrace for cpu",
                    "Task dump for CPU",
                    "RCU grace-period kthread",
                    "Stack dump where",
                    "task:",
                    "Sending NMI",
                    "Showing all locks",
                    "Kernel panic");
    private static final Pattern CPU_HEADING = Pattern.compile("^(?:rcu: )?CPU: \\d+ ");
    private static final List<String> OTHERS =
            List.of(
                    "Allocated by",
                    "Freed by",
                    "Uninit was",
                    "Local variable",
                    "Last potentially",
                    "Second to last",
                    "Modules linked in",
                    "Showing all locks",
                    "---[ end trace",
                    "INFO: Allocated in",
                    "INFO: Freed in",
                    "Disabling lock",
                    "Memory state around",
                    "which belongs to",
                    "The buggy address",
                    "Preemption disabled at",
                    "preemption disabled at",
                    "write to 0x",
                    "read to 0x",
                    "write (marked) to 0x",
                    "read (marked) to 0x",
                    "invalid opcode");
    private static final Pattern CREATED = Pattern.compile("^[a-z ]*value was created");
    private static final Pattern DEPENDENCY = Pattern.compile("^ *-> #\\d");

    /// The pointer, if any, and then the calls.
    List<String> functions() {
        List<String> functions = new ArrayList<>(calls.size() + 1);
        pointer.ifPresent(functions::add);
        functions.addAll(calls);
        return functions;
    }

    /// All traces of a report's lines, in order. Frames before the first heading make a trace of
    /// their own, because some reports start their frames without one.
    static List<Trace> all(List<String> lines) {
        Collector collector = new Collector();
        lines.forEach(collector::take);
        collector.closeDump();
        return List.copyOf(collector.traces);
    }

    private static boolean isStart(String line) {
        return line.contains("race") && START.matcher(line).find();
    }

    private static boolean isHeading(String line) {
        int from = line.startsWith(RCU) ? RCU.length() : 0;
        return startsWithAny(line, from, HEADINGS)
                || (line.startsWith("CPU: ", from) && CPU_HEADING.matcher(line).find());
    }

    private static boolean isOther(String line) {
        int from = 0;
        while (from < line.length() && line.charAt(from) == ' ') {
            from++;
        }
        return startsWithAny(line, from, OTHERS)
                || (line.startsWith("->", from) && DEPENDENCY.matcher(line).find())
                || (line.contains("value was created") && CREATED.matcher(line).find());
    }

    private static boolean startsWithAny(String line, int from, List<String> words) {
        for (String word : words) {
            if (line.startsWith(word, from)) {
                return true;
            }
        }
        return false;
    }

    private static final class Collector {
        private final List<Trace> traces = new ArrayList<>();
        private final List<String> calls = new ArrayList<>();
        private String heading = "";
        private Optional<String> pointer = Optional.empty();
        private boolean inTrace = true;
        private boolean ended = false;
        private boolean jumpedToNull = false;

        void take(String line) {
            if (isStart(line)) {
                close();
                inTrace = true;
                ended = false;
                takeFrame(afterColon(line));
            } else if (isHeading(line)) {
                closeDump();
                heading = line.strip();
                pointer = Optional.empty();
                ended = false;
            } else if (isOther(line)) {
                boolean warned = !inTrace || calls.isEmpty();
                close();
                inTrace = false;
                ended = !warned || line.contains("end trace");
            } else if (!Frame.isUserPointer(line)) {
                takeFrame(line);
            }
        }

        private void takeFrame(String line) {
            Optional<Frame> running = Frame.pointer(line).or(() -> caller(line));
            if (running.isPresent()) {
                takePointer(running.get().name());
            } else if (inTrace) {
                Frame.call(line).filter(Frame::sure).ifPresent(frame -> calls.add(frame.name()));
            }
        }

        /// Whoever jumped to nowhere is named by the return address.
        private Optional<Frame> caller(String line) {
            jumpedToNull |= Frame.isNullPointer(line);
            return jumpedToNull ? Frame.returnAddress(line) : Optional.empty();
        }

        private void takePointer(String name) {
            if (inTrace && !calls.isEmpty()) {
                calls.add(name);
            } else if (!ended && pointer.isEmpty()) {
                pointer = Optional.of(name);
            }
        }

        /// A register dump alone is a trace too: the rest may have been lost.
        private void closeDump() {
            close();
            pointer.ifPresent(name -> traces.add(new Trace(heading, pointer, List.of())));
            pointer = Optional.empty();
        }

        private void close() {
            if (!calls.isEmpty()) {
                traces.add(new Trace(heading, pointer, List.copyOf(calls)));
                calls.clear();
                pointer = Optional.empty();
            }
        }

        private static String afterColon(String line) {
            return line.substring(line.toLowerCase(Locale.ROOT).indexOf(':') + 1);
        }
    }
}
