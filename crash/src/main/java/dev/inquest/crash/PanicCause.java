package dev.inquest.crash;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Says which trouble a panic is the consequence of, so that one crash does not become two reports.
final class PanicCause {
    private static final Set<Kind> OOPSES = EnumSet.of(Kind.OOPS, Kind.OOPS_DETAIL, Kind.BUG);

    private record Rule(String words, Set<Kind> kinds) {}

    private static final List<Rule> RULES =
            List.of(
                    new Rule(
                            "panic_on_warn",
                            EnumSet.of(
                                    Kind.WARNING,
                                    Kind.BUG,
                                    Kind.CHECKER,
                                    Kind.LOCKDEP,
                                    Kind.NOTE,
                                    Kind.OOPS,
                                    Kind.RCU_STALL)),
                    new Rule("hung_task", EnumSet.of(Kind.HUNG_TASK)),
                    new Rule("softlockup", EnumSet.of(Kind.SOFT_LOCKUP)),
                    new Rule("hard lockup", EnumSet.of(Kind.HARD_LOCKUP)),
                    new Rule("rcu stall", EnumSet.of(Kind.RCU_STALL)),
                    new Rule("machine check", EnumSet.of(Kind.MACHINE_CHECK)),
                    new Rule("hardware error", EnumSet.of(Kind.MACHINE_CHECK)),
                    new Rule("memory", EnumSet.of(Kind.OUT_OF_MEMORY)),
                    new Rule("kasan", EnumSet.of(Kind.CHECKER)),
                    new Rule("kmsan", EnumSet.of(Kind.CHECKER)),
                    new Rule("kfence", EnumSet.of(Kind.CHECKER)),
                    new Rule("ubsan", EnumSet.of(Kind.CHECKER)),
                    new Rule("scheduling while atomic", EnumSet.of(Kind.BUG)),
                    new Rule("fatal exception", OOPSES),
                    new Rule("machine halted", OOPSES),
                    new Rule("bad mode", OOPSES),
                    new Rule("oops", OOPSES),
                    new Rule("aiee", OOPSES),
                    new Rule("kernel stack overflow", OOPSES),
                    new Rule("attempted to kill", OOPSES));

    private PanicCause() {}

    static boolean mayBe(Kind kind, String reason) {
        String text = reason.toLowerCase(Locale.ROOT);
        return RULES.stream()
                .filter(rule -> text.contains(rule.words()))
                .findFirst()
                .map(rule -> rule.kinds().contains(kind))
                .orElse(false);
    }
}
