package dev.inquest.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Spellings that the corpora lack, written from the kernel's documented formats: other
/// architectures, older and newer kernels, hardware.
final class SpellingsTest {
    private static final String TRACE =
            "\n[    1.000001] Call Trace:\n[    1.000002]  kmalloc_x+0x1/0x20\n[    1.000003]  guilty+0x8/0x40\n[    1.000004]  do_syscall_64+0x5d/0xb0\n";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
                    NMI watchdog: Watchdog detected hard LOCKUP on cpu 2 | BUG: hard lockup in guilty
                    watchdog: CPU3: Watchdog detected hard LOCKUP on cpu 3 | BUG: hard lockup in guilty
                    INFO: task a b: c:77 blocked for more than 120 seconds. | INFO: task hung in guilty
                    INFO: task udevd:5612 blocked in I/O wait for more than 143 seconds. | INFO: task hung in guilty
                    NMI watchdog: BUG: soft lockup - CPU#1 stuck for 23s! [a:1] | BUG: soft lockup in guilty
                    BUG: soft lockup - CPU#1 stuck for 23s! [a:1] | BUG: soft lockup in guilty
                    Unable to handle kernel access to user memory without uaccess routines at virtual address 0000000000000010 | BUG: unable to handle kernel access to user memory in guilty
                    BUG: Kernel NULL pointer dereference on read at 0x00000010 | BUG: unable to handle kernel NULL pointer dereference in guilty
                    Unable to handle kernel paging request at virtual address ffff800012345678 | BUG: unable to handle kernel paging request in guilty
                    Oops: general protection fault, probably for non-canonical address 0xdead: 0000 [#1] SMP | general protection fault in guilty
                    divide_error: 0000 [#1] PREEMPT SMP | divide error in guilty
                    WARNING: fs/dcache.c:829 at guilty+0x8/0x40, CPU#1: comm/5830 | WARNING in guilty
                    BUG: Bad page map in process x  pte:800000012345 pmd:12345067 | BUG: Bad page map
                    Kernel panic - not syncing: VFS: Unable to mount root fs on unknown-block(0,0) | kernel panic: VFS: Unable to mount root fs on unknown-block(NUM,NUM)
                    Kernel panic - not syncing: System is deadlocked on memory | kernel panic: System is deadlocked on memory
                    mce: [Hardware Error]: CPU 3: Machine Check Exception: 5 Bank 7: be00000000800400 | machine check exception
                    {1}[Hardware Error]: event severity: fatal | fatal hardware error
                    """)
    void isTitled(String head, String title) {
        assertThat(title("[    1.000000] " + head + TRACE)).contains(title);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "EXT4-fs (sda1): mounted filesystem with ordered data mode",
                "INFO: lockdep is turned off.",
                "{1}[Hardware Error]: event severity: corrected",
                "EDAC MC0: 1 CE memory read error on CPU_SrcID#0",
                "traps: prog[77] general protection fault ip:401136 sp:7ffd error:0 in prog[401000+1000]",
                "nvme nvme0: I/O 12 QID 3 timeout, aborting",
                "audit: type=1400 BUGS=none"
            })
    void isNoCrash(String line) {
        assertThat(title("[    1.000000] " + line + "\n")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aKernelThatBootsWithoutGoodbyeHadDied(boolean goodbye) {
        String log =
                "[   99.000000] eth0: link up\n"
                        + (goodbye ? "[   99.100000] reboot: Restarting system\n" : "")
                        + "Booting the kernel.\n[    0.000000] Linux version 6.1.0 (x) #1\n";
        assertThat(title(log))
                .isEqualTo(goodbye ? Optional.empty() : Optional.of("unexpected kernel reboot"));
    }

    private static Optional<String> title(String log) {
        return CrashLog.read(log.getBytes(StandardCharsets.UTF_8)).stream()
                .map(crash -> crash.report().title())
                .findFirst();
    }
}
