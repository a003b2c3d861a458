package dev.inquest.crash;

import static dev.inquest.crash.FrameRule.NAMED;
import static dev.inquest.crash.FrameRule.NONE;

import java.util.List;

/// `WARN_ON` and its kin. The place that warns often only checks for others, so some source files
/// have a title of their own.
final class WarningFormats {
    private static final String AT = "WARNING: (?:CPU: \\d+ PID: \\d+ )?(?:at )?";
    private static final String REST = "\\S*(?: at)?(?: {FN})?";

    static final Family WARNING =
            new Family(
                    Kind.WARNING,
                    List.of("WARNING: "),
                    List.of(
                            at("lib/refcount\\.c", "WARNING: refcount bug in {F}"),
                            at("include/linux/refcount\\.h", "WARNING: refcount bug in {F}"),
                            at("lib/debugobjects\\.c", "WARNING: ODEBUG bug in {F}")
                                    .sparing(
                                            "debug_*",
                                            "*rcu*",
                                            "hrtimer_*",
                                            "*timer_*",
                                            "*work_*",
                                            "percpu_*",
                                            "kmem_*",
                                            "slab_*",
                                            "*kfree*",
                                            "*vunmap*",
                                            "*vfree*",
                                            "__free_*",
                                            "kobject_*"),
                            at("lib/kobject\\.c", "WARNING: kobject bug in {F}"),
                            Format.of(
                                    AT + "mm/\\S+ (?<fn>kmalloc_slab|kvmalloc_node|kvmalloc)",
                                    "WARNING: kmalloc bug in {F}",
                                    NAMED),
                            at("mm/vmalloc\\.c", "WARNING: zero-size vmalloc in {F}"),
                            at("kernel/locking/lockdep\\.c", "WARNING: locking bug in {F}")
                                    .sparing("lock_sock*", "release_sock*"),
                            at("mm/usercopy\\.c", "WARNING: bad usercopy in {F}")
                                    .sparing("*usercopy*", "__check*"),
                            at("fs/proc/generic\\.c", "WARNING: proc registration bug in {F}")
                                    .sparing("proc_*", "__proc_*"),
                            at("drivers/usb/core/urb\\.c", "WARNING in {F}/usb_submit_urb"),
                            Format.of(
                                    "WARNING: (?:CPU: \\d+ PID: \\d+ )?at [^\\s:]+(?::\\d+)?(?: {FN})?",
                                    "WARNING in {F}",
                                    NAMED),
                            Format.of(
                                    "WARNING: [^\\s:]+\\.[chS]:\\d+ at(?: {FN})?",
                                    "WARNING in {F}",
                                    NAMED),
                            Format.of(
                                    "WARNING: kernel stack (regs|frame pointer) .*has bad ('\\w+' )?value",
                                    "WARNING: kernel stack {1} has bad {2} value",
                                    NONE)));

    private WarningFormats() {}

    private static Format at(String file, String title) {
        return Format.of(AT + file + REST, title, NAMED);
    }
}
