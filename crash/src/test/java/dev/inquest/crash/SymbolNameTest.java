package dev.inquest.crash;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// One function, many spellings.
final class SymbolNameTest {

    @ParameterizedTest
    @CsvSource({
        "foo, foo",
        "foo+0x1b/0x2c, foo",
        "foo.isra.7, foo",
        "foo.part.0.cold, foo",
        "foo.constprop.13, foo",
        "__x64_sys_rmdir, sys_rmdir",
        "__arm64_sys_socket, sys_socket",
        "__se_sys_mremap, mremap",
        "compat_SyS_mount, mount",
        "SyS_exit, exit",
        "ksys_umount, umount"
    })
    void namesAreComparable(String printed, String name) {
        assertThat(SymbolName.of(printed)).isEqualTo(name);
    }
}
