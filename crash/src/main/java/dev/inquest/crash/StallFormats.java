package dev.inquest.crash;

import static dev.inquest.crash.FrameRule.POINTER;
import static dev.inquest.crash.FrameRule.STALL;
import static dev.inquest.crash.FrameRule.WAIT;

import java.util.List;

/// Processors and tasks that make no progress.
final class StallFormats {

    static final Family RCU =
            new Family(
                    Kind.RCU_STALL,
                    List.of("INFO: rcu"),
                    List.of(
                            Format.of(
                                    "INFO: rcu\\w* (?:self-)?detected (?:expedited )?stalls?",
                                    "INFO: rcu detected stall in {F}",
                                    STALL)));

    static final Family SOFT_LOCKUP =
            new Family(
                    Kind.SOFT_LOCKUP,
                    List.of("BUG: soft lockup"),
                    List.of(
                            Format.of(
                                    "BUG: soft lockup(?: detected| - CPU)",
                                    "BUG: soft lockup in {F}",
                                    STALL)));

    static final Family HARD_LOCKUP =
            new Family(
                    Kind.HARD_LOCKUP,
                    List.of("hard LOCKUP"),
                    List.of(
                            Format.of(
                                    "Watchdog detected hard LOCKUP on cpu",
                                    "BUG: hard lockup in {F}",
                                    POINTER)));

    static final Family HUNG_TASK =
            new Family(
                    Kind.HUNG_TASK,
                    List.of("INFO: task "),
                    List.of(
                            Format.of(
                                    "INFO: task .*:\\d+ blocked (?:in I/O wait )?for more than \\d+ seconds",
                                    "INFO: task hung in {F}",
                                    WAIT),
                            Format.of(
                                    "INFO: task .*:\\d+ can't die for more than \\d+ seconds",
                                    "INFO: task can't die in {F}",
                                    WAIT)));

    private StallFormats() {}
}
