package dev.inquest.crash;

import java.util.List;
import java.util.regex.Pattern;

/// Tells lines that belong to trouble from the ordinary ones that prove a kernel alive. In doubt a
/// line is trouble: a missed proof of life costs a second, a false one hides a dead machine.
final class Vocabulary {
    private static final Words WORDS =
            Words.of(
                    List.of(
                            "+0x",
                            "Call Trace",
                            "Call trace",
                            "TASK>",
                            "IRQ>",
                            "RIP:",
                            "Code:",
                            "CPU: ",
                            "CPU#",
                            "Comm: ",
                            "Hardware name",
                            "Modules linked",
                            "end trace",
                            "cut here",
                            "lockup",
                            "LOCKUP",
                            "stall",
                            "blocked for more",
                            "blocked in I/O",
                            "hung",
                            "anic",
                            "Oops",
                            "BUG",
                            "WARNING: ",
                            "rcu:",
                            "rcu_",
                            "NMI",
                            "watchdog",
                            "Hardware Error",
                            "sysrq",
                            "task:",
                            "state:",
                            "ainted",
                            "Workqueue:",
                            "Kernel Offset",
                            "oom",
                            "Out of memory",
                            "Mem-Info",
                            "Rebooting",
                            "reboot:",
                            "locks held",
                            "locks_held",
                            "lock held",
                            "ftrace buffer",
                            "Unable to handle",
                            "fault",
                            "_lock"));
    private static final Pattern REGISTERS =
            Pattern.compile(
                    "^ *(?:[A-Za-z][A-Za-z0-9]{1,4} ?: ?[0-9a-f]{4,}|[0-9a-f]{8,}|#PF|PGD |CR2|\\(t=)");

    private Vocabulary() {}

    static boolean isTrouble(String text) {
        return text.startsWith("  ") || WORDS.isIn(text) || REGISTERS.matcher(text).find();
    }
}
