package dev.inquest.crash;

import static dev.inquest.crash.FrameRule.LOCK;
import static dev.inquest.crash.FrameRule.TRACE;

import java.util.List;

/// Findings of the lock checker.
final class LockFormats {
    private static final String HEAD = "(?:^|\\[ )(INFO|WARNING|BUG): ";

    static final Family LOCKDEP =
            new Family(
                    Kind.LOCKDEP,
                    List.of("INFO: ", "WARNING: ", "BUG: "),
                    List.of(
                            Format.of(
                                    HEAD
                                            + "possible (?:circular locking|recursive locking|irq lock inversion)",
                                    "possible deadlock in {F}",
                                    LOCK),
                            Format.of(
                                    HEAD + "HARDIRQ-\\S+ -> HARDIRQ-\\S+ lock order detected",
                                    "possible deadlock in {F}",
                                    TRACE),
                            Format.of(
                                    HEAD + "SOFTIRQ-\\S+ -> SOFTIRQ-\\S+ lock order detected",
                                    "possible deadlock in {F}",
                                    LOCK),
                            Format.of(
                                    HEAD + "inconsistent lock state",
                                    "inconsistent lock state in {F}",
                                    LOCK),
                            Format.of(
                                            HEAD + "suspicious RCU usage",
                                            "{1}: suspicious RCU usage in {F}",
                                            TRACE)
                                    .sparing("*rcu*", "*kmem*", "*slab*"),
                            Format.of(
                                    HEAD + "bad unlock balance",
                                    "{1}: bad unlock balance in {F}",
                                    TRACE),
                            Format.of(
                                    HEAD + "held lock freed", "{1}: held lock freed in {F}", LOCK),
                            Format.of(
                                    HEAD + "lock held when returning to user space",
                                    "{1}: lock held when returning to user space in {F}",
                                    LOCK),
                            Format.of(
                                    HEAD + ".*still has locks held",
                                    "{1}: still has locks held in {F}",
                                    LOCK),
                            Format.of(
                                    HEAD + "[Nn]ested lock was not taken",
                                    "{1}: nested lock was not taken in {F}",
                                    TRACE),
                            Format.of(
                                            HEAD + "Invalid wait context",
                                            "WARNING: locking bug in {F}",
                                            TRACE)
                                    .sparing("lock_sock*", "release_sock*")));

    static final Family LOCK_KEY =
            new Family(
                    Kind.LOCKDEP,
                    List.of("non-static key"),
                    List.of(
                            Format.of(
                                            "INFO: trying to register non-static key",
                                            "INFO: trying to register non-static key in {F}",
                                            TRACE)
                                    .sparing("*stack*", "*lock*")));

    private LockFormats() {}
}
