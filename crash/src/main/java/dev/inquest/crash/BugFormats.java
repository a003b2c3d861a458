package dev.inquest.crash;

import static dev.inquest.crash.FrameRule.NAMED;
import static dev.inquest.crash.FrameRule.NONE;
import static dev.inquest.crash.FrameRule.POINTER;
import static dev.inquest.crash.FrameRule.TRACE;

import java.util.List;

/// Conditions that the kernel's own code declared impossible.
final class BugFormats {

    static final Family ASSERTION =
            new Family(
                    Kind.BUG,
                    List.of("kernel BUG at ", "rust_kernel: panicked at"),
                    List.of(
                            Format.of(
                                    "kernel BUG at lib/list_debug\\.c",
                                    "BUG: corrupted list in {F}",
                                    POINTER),
                            Format.of(
                                            "kernel BUG at mm/usercopy\\.c",
                                            "BUG: bad usercopy in {F}",
                                            POINTER)
                                    .sparing("*usercopy*", "__check*"),
                            Format.of("kernel BUG at ", "kernel BUG in {F}", POINTER),
                            Format.of("rust_kernel: panicked at", "{a1} in {F}", POINTER)
                                    .and(
                                            "^((?:attempt to|index out of|called|assertion|range|slice) .{0,100})$"),
                            Format.of("rust_kernel: panicked at", "rust panic in {F}", POINTER)));

    static final Family BUG =
            new Family(
                    Kind.BUG,
                    List.of("BUG: ", "BUG "),
                    List.of(
                            Format.of(
                                            "BUG: (spinlock|rwlock|rtmutex) ([a-z ]+?)(?: on CPU#?\\d+)?(?:,|$)",
                                            "BUG: {1} {2} in {F}",
                                            TRACE)
                                    .sparing("*spin_*", "*rwlock*", "rt_mutex*"),
                            Format.of(
                                    "BUG: (sleeping function called from invalid context|scheduling while atomic)",
                                    "BUG: {1} in {F}",
                                    TRACE),
                            Format.of(
                                            "BUG: using (\\S+) in preemptible",
                                            "BUG: using {1} in preemptible code in {F}",
                                            TRACE)
                                    .sparing("*preempt*"),
                            Format.of("BUG: (Bad page (?:state|cache))", "BUG: {1} in {F}", TRACE),
                            Format.of(
                                    "BUG: (Bad page map|Bad rss-counter state|non-zero \\w+ on freeing mm.*)",
                                    "BUG: {1}",
                                    NONE),
                            Format.of("BUG: workqueue lockup", "BUG: workqueue lockup", NONE),
                            Format.of(
                                            "BUG: workqueue leaked (?:lock|atomic)",
                                            "BUG: workqueue leaked lock or atomic in {F}",
                                            NAMED)
                                    .and("last function: (?<fn>\\w+)"),
                            Format.of("BUG: (MAX_\\w+ too low!)", "BUG: {1}", NONE),
                            Format.of(
                                    "BUG: Dentry .* still in use .*\\[(?<fn>unmount) of",
                                    "BUG: Dentry still in use in {F}",
                                    NAMED),
                            Format.of(
                                    "^=* ?BUG [\\w.:-]+ \\(.*\\): (.{3,80})$", "BUG: {1}", NONE)));

    /// A kernel line that says so is believed, whatever it is about; a program's is not.
    static final Family OTHER =
            new Family(
                    Kind.BUG,
                    List.of("BUG: "),
                    List.of(
                            Format.of(
                                    "^BUG: (?!KASAN|KMSAN|KCSAN|KFENCE|memory leak|soft lockup|unable)(.{3,120})",
                                    "BUG: {1}",
                                    NONE)));

    private BugFormats() {}
}
