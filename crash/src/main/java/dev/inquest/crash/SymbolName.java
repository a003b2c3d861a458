package dev.inquest.crash;

import java.util.List;
import java.util.regex.Pattern;

/// Makes function names comparable across builds: compilers add suffixes, and system calls are
/// wrapped under names that differ between architectures and kernel versions.
final class SymbolName {
    private static final Pattern SUFFIX =
            Pattern.compile(
                    "\\.(?:isra|part|cold|constprop|llvm|lto_priv|cfi_jt|cfi|unlikely|__uniq)(?=[.\\d]|$).*$");
    private static final Pattern OFFSET = Pattern.compile("\\+0x[0-9a-f]+(?:/0x[0-9a-f]+)?$");
    private static final List<String> ENTRY_PREFIXES =
            List.of(
                    "__x64_",
                    "__ia32_",
                    "__arm64_",
                    "__riscv_",
                    "__s390x_",
                    "__powerpc_",
                    "__do_",
                    "__se_");
    private static final List<String> CALL_PREFIXES =
            List.of(
                    "compat_SyS_",
                    "compat_SYSC_",
                    "SyS_",
                    "SYSC_",
                    "__se_sys_",
                    "__do_sys_",
                    "__se_compat_sys_",
                    "__do_compat_sys_",
                    "ksys_",
                    "____sys_",
                    "___sys_",
                    "__sys_",
                    "sys_");

    private SymbolName() {}

    /// The name without offset, compiler suffix and system-call wrapping.
    static String of(String printed) {
        String name = printed.contains("+0x") ? OFFSET.matcher(printed).replaceFirst("") : printed;
        if (name.startsWith("_R")) {
            return RustSymbol.path(name).orElse(name);
        }
        if (name.indexOf('.') >= 0) {
            name = SUFFIX.matcher(name).replaceFirst("");
        }
        for (String prefix : CALL_PREFIXES) {
            if (name.startsWith(prefix)) {
                return name.substring(prefix.length());
            }
        }
        for (String prefix : ENTRY_PREFIXES) {
            if (name.startsWith(prefix + "sys_") || name.startsWith(prefix + "compat_sys_")) {
                return name.substring(prefix.length());
            }
        }
        return name;
    }
}
