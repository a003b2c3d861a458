package dev.inquest.crash;

import static dev.inquest.crash.FrameRule.NONE;
import static dev.inquest.crash.FrameRule.SAID;
import static dev.inquest.crash.FrameRule.STALL;

import java.util.List;

/// Panics, memory exhaustion, hardware errors and a few plain messages that mean lasting trouble.
final class OtherFormats {
    static final String PANIC_WORDS = "Kernel panic - not syncing";

    static final Family PANIC =
            new Family(
                    Kind.PANIC,
                    List.of(PANIC_WORDS),
                    List.of(
                            Format.of(
                                    PANIC_WORDS
                                            + ": stack-protector: Kernel stack is corrupted in: {FN}",
                                    "kernel panic: stack is corrupted in {F}",
                                    SAID),
                            Format.of(
                                    PANIC_WORDS + ": corrupted stack end detected inside scheduler",
                                    "kernel panic: corrupted stack end in {F}",
                                    STALL),
                            Format.of(
                                    PANIC_WORDS + ": kernel stack overflow",
                                    "kernel stack overflow in {F}",
                                    STALL),
                            Format.of(
                                    PANIC_WORDS + ": Attempted to kill init!",
                                    "kernel panic: Attempted to kill init!",
                                    NONE),
                            Format.of(
                                    PANIC_WORDS + ": Couldn't open N_TTY ldisc",
                                    "kernel panic: Couldn't open N_TTY ldisc",
                                    NONE),
                            Format.of(
                                    PANIC_WORDS + ":? ?(?:kernel: )?(.*?)(?: \\.\\.\\.)?$",
                                    "kernel panic: {1}",
                                    NONE)));

    static final Family OUT_OF_MEMORY =
            new Family(
                    Kind.OUT_OF_MEMORY,
                    List.of("invoked oom-killer"),
                    List.of(
                            Format.of(
                                            "invoked oom-killer: ",
                                            "memory cgroup out of memory: killed {a1}",
                                            NONE)
                                    .and(
                                            "Memory cgroup out of memory: Kill(?:ed)? process \\d+ \\((.{1,32})\\)"),
                            Format.of("invoked oom-killer: ", "out of memory: killed {a1}", NONE)
                                    .and(
                                            "Out of memory.*: Kill(?:ed)? process \\d+ \\((.{1,32})\\)"),
                            Format.of("invoked oom-killer: ", "out of memory", NONE)));

    static final Family MACHINE_CHECK =
            new Family(
                    Kind.MACHINE_CHECK,
                    List.of("[Hardware Error]: "),
                    List.of(
                            Format.of(
                                    "\\[Hardware Error\\]: CPU \\d+: Machine Check Exception",
                                    "machine check exception",
                                    NONE),
                            Format.of(
                                    "\\[Hardware Error\\]: event severity: fatal",
                                    "fatal hardware error",
                                    NONE)));

    static final Family NOTE =
            new Family(
                    Kind.NOTE,
                    List.of(
                            "unregister_netdevice: waiting",
                            "VFS: Busy inodes after unmount",
                            "INFO: Allocated in ",
                            "INFO: Freed in ",
                            "INFO: Slab 0x",
                            "INFO: Object 0x"),
                    List.of(
                            Format.of(
                                    "unregister_netdevice: waiting for \\S+ to become free",
                                    "unregister_netdevice: waiting for DEV to become free",
                                    NONE),
                            Format.of(
                                    "INFO: ((?:Allocated|Freed) in \\S+ age=\\d+ cpu=\\d+ pid=\\d+|(?:Slab|Object) 0x[0-9a-f]+ .*)",
                                    "INFO: {1}",
                                    NONE),
                            Format.of(
                                    "VFS: Busy inodes after unmount",
                                    "VFS: Busy inodes after unmount (use-after-free)",
                                    NONE)));

    /// A kernel starts without its predecessor having said goodbye; [BootWatch] knows when.
    static final Family SUDDEN_BOOT =
            new Family(
                    Kind.NOTE,
                    List.of("Booting the kernel"),
                    List.of(Format.of("^Booting the kernel", "unexpected kernel reboot", NONE)));

    /// What a second operating system beside the kernel, or a kernel fuzzer, says when it gives up.
    static final Family COMPANION =
            new Family(
                    Kind.COMPANION,
                    List.of("ASSERT FAILED at (", "SYZFAIL: ", "SYZFATAL: "),
                    List.of(
                            Format.of(
                                    "trusty: .*ASSERT FAILED at \\([^)]*\\):(.*)",
                                    "trusty: ASSERT FAILED: {1}",
                                    NONE),
                            Format.of("(?:^| )(SYZFA(?:IL|TAL): .*)", "{1}", NONE)));

    private OtherFormats() {}
}
