package dev.inquest.crash;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/// The families of kernel trouble, so that a reader can tell the deadly from the merely bad without
/// knowing every title. The names are those that syzkaller gives to its titles.
public final class CrashType {
    /// A title that belongs to no family.
    public static final String OTHER = "OTHER";

    private record Rule(String start, String type) {}

    /// The first rule whose words begin the title decides.
    private static final List<Rule> RULES =
            List.of(
                    new Rule("INFO: rcu detected stall", "HANG"),
                    new Rule("INFO: task ", "HANG"),
                    new Rule("BUG: soft lockup", "HANG"),
                    new Rule("BUG: hard lockup", "HANG"),
                    new Rule("BUG: unable to handle kernel NULL", "NULL-POINTER-DEREFERENCE"),
                    new Rule("BUG: unable to handle kernel", "MEMORY_SAFETY_BUG"),
                    new Rule("BUG: corrupted list", "MEMORY_SAFETY_BUG"),
                    new Rule("general protection fault", "DoS"),
                    new Rule("divide error", "DoS"),
                    new Rule("kernel panic: ", "DoS"),
                    new Rule("kernel stack overflow", "DoS"),
                    new Rule("double fault", "DoS"),
                    new Rule("stack segment fault", "DoS"),
                    new Rule("trusty: ", "DoS"),
                    new Rule("unexpected kernel reboot", "REBOOT"),
                    new Rule("SYZFAIL", "SYZ_FAILURE"),
                    new Rule("SYZFATAL", "SYZ_FAILURE"),
                    new Rule("PANIC: ", "DoS"),
                    new Rule("Internal error", "DoS"),
                    new Rule("Unhandled fault", "DoS"),
                    new Rule("Alignment trap", "DoS"),
                    new Rule("invalid opcode", "DoS"),
                    new Rule("Oops", "DoS"),
                    new Rule("BUG: Object already free", "DoS"),
                    new Rule("VFS: Busy inodes", "DoS"),
                    new Rule("unregister_netdevice: ", "DoS"),
                    new Rule("BUG: sleeping function", "ATOMIC_SLEEP"),
                    new Rule("BUG: scheduling while atomic", "ATOMIC_SLEEP"),
                    new Rule("BUG: spinlock", "LOCKDEP"),
                    new Rule("BUG: rwlock", "LOCKDEP"),
                    new Rule("BUG: using ", "LOCKDEP"),
                    new Rule("BUG: bad unlock balance", "LOCKDEP"),
                    new Rule("BUG: held lock freed", "LOCKDEP"),
                    new Rule("BUG: still has locks held", "LOCKDEP"),
                    new Rule("BUG: nested lock", "LOCKDEP"),
                    new Rule("BUG: Invalid wait context", "LOCKDEP"),
                    new Rule("BUG: bad usercopy", "BUG"),
                    new Rule("kernel BUG", "BUG"),
                    new Rule("possible deadlock", "LOCKDEP"),
                    new Rule("inconsistent lock state", "LOCKDEP"),
                    new Rule("WARNING: suspicious RCU usage", "LOCKDEP"),
                    new Rule("WARNING: bad unlock balance", "LOCKDEP"),
                    new Rule("WARNING: held lock freed", "LOCKDEP"),
                    new Rule("WARNING: still has locks held", "LOCKDEP"),
                    new Rule("WARNING: locking bug", "LOCKDEP"),
                    new Rule("WARNING: nested lock", "LOCKDEP"),
                    new Rule("WARNING: refcount bug", "REFCOUNT_WARNING"),
                    new Rule("WARNING: kernel stack", OTHER),
                    new Rule("WARNING", "WARNING"),
                    new Rule("memory leak", "LEAK"),
                    new Rule("UBSAN: array-index", "MEMORY_SAFETY_UBSAN"),
                    new Rule("UBSAN: ", "UBSAN"),
                    new Rule("KASAN: ", "KASAN"),
                    new Rule("KFENCE: ", "KFENCE"),
                    new Rule("KMSAN: uninit-value", "KMSAN-UNINIT-VALUE"),
                    new Rule("KMSAN: kernel-infoleak", "KMSAN-INFO-LEAK"),
                    new Rule("KMSAN: kernel-usb-infoleak", "KMSAN-INFO-LEAK"),
                    new Rule("KMSAN: use-after-free", "KMSAN-USE-AFTER-FREE-READ"),
                    new Rule("KMSAN: ", "KMSAN"),
                    new Rule("KCSAN: data-race", "KCSAN-DATARACE"),
                    new Rule("KCSAN: assert", "KCSAN-ASSERT"),
                    new Rule("memory cgroup out of memory", "OOM_CGROUP"),
                    new Rule("out of memory", "OOM"),
                    new Rule("machine check", "HARDWARE"),
                    new Rule("fatal hardware error", "HARDWARE"));

    private static final Set<String> SURVIVABLE =
            Set.of(
                    "HANG",
                    "WARNING",
                    "LOCKDEP",
                    "ATOMIC_SLEEP",
                    "REFCOUNT_WARNING",
                    "LEAK",
                    "UBSAN",
                    "MEMORY_SAFETY_UBSAN",
                    "KCSAN-DATARACE",
                    "KCSAN-ASSERT",
                    "OOM",
                    "OOM_CGROUP",
                    "SYZ_FAILURE",
                    OTHER);

    private CrashType() {}

    /// The family of a title, such as `HANG`.
    public static String ofTitle(String title) {
        for (Rule rule : RULES) {
            if (title.startsWith(rule.start())) {
                return refined(rule.type(), title);
            }
        }
        return OTHER;
    }

    /// Whether such trouble ends the kernel where `oops=panic` is set, and leaves it damaged
    /// elsewhere.
    public static boolean isDeadly(String type) {
        return !SURVIVABLE.contains(type);
    }

    private static String refined(String type, String title) {
        if (type.equals("KASAN") || type.equals("KFENCE")) {
            return type + manner(title.toLowerCase(Locale.ROOT));
        }
        return type;
    }

    private static String manner(String title) {
        if (title.contains("invalid-free")
                || title.contains("double-free")
                || title.contains("invalid free")) {
            return "-INVALID-FREE";
        }
        if (title.contains("memory corruption")) {
            return "-MEMORY-CORRUPTION";
        }
        String direction = title.contains(" write") ? "-WRITE" : "-READ";
        if (title.contains("use-after-free")) {
            return "-USE-AFTER-FREE" + direction;
        }
        return title.contains("null-ptr-deref")
                ? "-NULL-POINTER-DEREFERENCE" + direction
                : direction;
    }
}
