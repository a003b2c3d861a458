package dev.inquest.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inquest.crash.KernelSignal.Trouble;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TroubleWatchTest {

    private static final Instant AT = Instant.parse("2024-06-17T02:00:00Z");

    private final CrashReader reader = new CrashReader("t");
    private final List<KernelSignal> signals = new ArrayList<>();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "EXT4-fs error (device sda1): ext4_lookup:1855: inode #12: comm ls: iget | EXT4-fs error | FILE_SYSTEM",
                "EXT4-fs (sda1): Remounting filesystem read-only | file system remounted read-only | FILE_SYSTEM",
                "XFS (sda): Log I/O Error Detected. Shutting down filesystem | XFS file system shut down | FILE_SYSTEM",
                "BTRFS error (device dm-0): bdev /dev/sda errs: wr 1 | BTRFS error | FILE_SYSTEM",
                "I/O error, dev vdc, sector 18434 op 0x1:(WRITE) | I/O error | FILE_SYSTEM",
                "Buffer I/O error on dev vdc, logical block 9217 | I/O error | FILE_SYSTEM",
                "EDAC MC0: 1 CE memory read error on CPU_SrcID#0 | corrected memory error | HARDWARE",
                "EDAC MC1: 1 UE memory scrubbing error | uncorrected memory error | HARDWARE",
                "{1}[Hardware Error]: event severity: corrected | corrected hardware error | HARDWARE",
                "mce: [Hardware Error]: Machine check events logged | machine check events logged | HARDWARE",
                "Memory failure: 0x1234: recovery action for dirty page: Recovered | memory failure | HARDWARE"
            })
    void complaintsAboutHardwareAndFileSystemsAreHeard(String line, String title, String type) {
        read(AT, line);

        assertThat(troubles())
                .singleElement()
                .extracting(Trouble::title, Trouble::type, Trouble::excerpt)
                .containsExactly(title, type, List.of(line));
        assertThat(signals).noneMatch(KernelSignal.Ordinary.class::isInstance);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "EXT4-fs (sda1): mounted filesystem with ordered data mode",
                "EXT4-fs (sda1): re-mounted. Opts: (null)",
                "EDAC MC: Ver: 3.0.0",
                "EDAC sbridge: CPU SrcID #0, Ha #0 has DIMMs",
                "blk_update_request: I/O error, dev fd0, sector 0",
                "XFS (sda): Ending clean mount",
                "BTRFS info (device sda): enabling ssd optimizations"
            })
    void ordinaryLinesOfTheSameSubsystemsAreNot(String line) {
        read(AT, line);

        assertThat(troubles()).isEmpty();
    }

    @Test
    void aDiskThatRepeatsItselfIsHeardOnceAMinute() {
        for (var second = 0; second < 120; second++) {
            read(AT.plusSeconds(second), "I/O error, dev vdc, sector " + second);
        }

        assertThat(troubles()).hasSize(2);
    }

    private void read(Instant at, String line) {
        reader.line(at, "[ 1000.000000] " + line, signals::add);
    }

    private List<Trouble> troubles() {
        return signals.stream().filter(Trouble.class::isInstance).map(Trouble.class::cast).toList();
    }
}
