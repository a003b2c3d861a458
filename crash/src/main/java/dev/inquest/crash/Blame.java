package dev.inquest.crash;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds the function to blame, by the rule of the report's format.
record Blame(List<String> lines, List<Trace> traces, Optional<String> named, FunctionSet helpers) {
    private static final Pattern LOCKED_AT =
            Pattern.compile("at: (?:\\[<[^>]*>\\] +)?([A-Za-z_][^\\s+]*)\\+0x");
    private static final List<String> LOCK_WORDS =
            List.of(
                    "is trying to acquire lock",
                    " takes:",
                    " held by ",
                    "is trying to acquire:",
                    "just changed the state of lock",
                    "is freeing memory");
    private static final String RCU = "synchronize_rcu";
    private static final List<String> RCU_WAITS =
            List.of("synchronize_rcu", "synchronize_srcu", "synchronize_net", "synchronize_sched");

    Optional<String> by(FrameRule rule) {
        return switch (rule) {
            case NONE -> Optional.empty();
            case SAID ->
                    named.filter(function -> !function.startsWith("ffff"))
                            .map(SymbolName::of)
                            .or(this::ofTrace);
            case NAMED -> named.map(SymbolName::of).filter(this::isTelling).or(this::ofTrace);
            case POINTER, TRACE -> ofTrace();
            case STALL -> ofStall();
            case WAIT -> ofWait();
            case LOCK -> ofLock();
        };
    }

    private boolean isTelling(String function) {
        return !FunctionSet.HELPERS.contains(function) && !helpers.contains(function);
    }

    private Optional<String> ofTrace() {
        return traces.stream()
                .flatMap(trace -> firstTelling(trace.functions()).stream())
                .findFirst();
    }

    private Optional<String> firstTelling(List<String> functions) {
        return functions.stream().map(SymbolName::of).filter(this::isTelling).findFirst();
    }

    private Optional<String> ofLock() {
        return lines.stream()
                .dropWhile(line -> LOCK_WORDS.stream().noneMatch(line::contains))
                .map(LOCKED_AT::matcher)
                .filter(Matcher::find)
                .map(at -> SymbolName.of(at.group(1)))
                .filter(this::isTelling)
                .findFirst()
                .or(this::ofTrace);
    }

    private Optional<String> ofWait() {
        return traces.stream().findFirst().flatMap(trace -> waitingIn(trace.calls()));
    }

    private Optional<String> waitingIn(List<String> calls) {
        List<String> functions = calls.stream().map(SymbolName::of).toList();
        for (String function : functions) {
            if (function.startsWith("rtnl_lock")) {
                return Optional.of(function);
            }
            if (RCU_WAITS.stream().anyMatch(function::startsWith)) {
                return Optional.of(RCU);
            }
        }
        return functions.stream()
                .filter(function -> !FunctionSet.WAITS.contains(function) && isTelling(function))
                .findFirst();
    }

    /// Traces that show where the loop is come before those that only show who noticed it.
    private Optional<String> ofStall() {
        return traces.stream().flatMap(trace -> dispatched(trace).stream()).findFirst();
    }

    private static Optional<String> dispatched(Trace trace) {
        if (trace.calls().stream().anyMatch(call -> call.startsWith("rcu_gp_"))) {
            return Optional.empty();
        }
        String previous = "";
        for (String function : withoutTick(trace)) {
            if (FunctionSet.DISPATCHERS.contains(function) && !previous.isEmpty()) {
                return Optional.of(previous);
            }
            if (function.startsWith("smp_call_function")) {
                return Optional.of("smp_call_function");
            }
            previous = function;
        }
        return Optional.empty();
    }

    /// The functions below the clock tick that noticed the stall, if the trace begins with one;
    /// none as long as the tick's own entry is still to come.
    private static List<String> withoutTick(Trace trace) {
        List<String> functions = trace.functions().stream().map(SymbolName::of).toList();
        int end = tickEnd(functions);
        boolean noticed = functions.stream().anyMatch(FunctionSet.STALL_NOTICERS::contains);
        return noticed && end == 0 ? List.of() : functions.subList(end, functions.size());
    }

    private static int tickEnd(List<String> functions) {
        boolean noticed = false;
        int end = 0;
        for (int i = 0; i < functions.size(); i++) {
            boolean entry = FunctionSet.INTERRUPT_ENTRIES.contains(functions.get(i));
            if (end > 0 && !entry) {
                return end;
            }
            noticed |= FunctionSet.STALL_NOTICERS.contains(functions.get(i));
            if (entry && noticed) {
                end = i + 1;
            }
        }
        return end;
    }
}
