package dev.inquest.collectors.vitals;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inquest.collectors.host.HostFiles;
import dev.inquest.collectors.host.HostTree;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VitalsTest {

    private static final String HOSTILE_LONG = "9".repeat(100_000);

    @TempDir Path root;

    @Test
    void cpuUseIsTheShareBetweenTwoReadings() {
        var before =
                CpuTimes.parse("cpu  100 0 100 700 100 0 0 0 50 0\ncpu0 1 2 3 4").orElseThrow();
        var after = CpuTimes.parse("cpu  150 0 150 780 120 0 0 0 90 0\n").orElseThrow();
        assertThat(before).isEqualTo(new CpuTimes(200, 1000));
        assertThat(after.usedSince(before)).isEqualTo(0.5f);
        assertThat(before.usedSince(after)).isZero();
        assertThat(after.usedSince(after)).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "cpu", "cpu a b c d", "intr 1 2 3 4 5", "cpu -1 0 0 0", "\n"})
    void strangeCpuTimesAreNone(String text) {
        assertThat(CpuTimes.parse(text)).isEmpty();
        assertThat(CpuTimes.parse(text + HOSTILE_LONG)).isEmpty();
    }

    @Test
    void memoryIsReadInBytes() {
        var text = "MemTotal:        2048 kB\nMemFree:  10 kB\nMemAvailable:    1024 kB\nHuge: 1\n";
        assertThat(Memory.parse(text)).contains(new Memory(2 << 20, 1 << 20));
        assertThat(Memory.parse("MemTotal: 4 kB\nMemFree: 1 kB\n"))
                .contains(new Memory(4096, 1024));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "MemTotal: x kB", "MemTotal: 1 MB", "MemFree: 1 kB"})
    void strangeMemoryIsNone(String text) {
        assertThat(Memory.parse(text)).isEmpty();
        assertThat(Memory.parse("MemTotal: " + HOSTILE_LONG + " kB")).isEmpty();
    }

    @Test
    void pressureIsTheTenSecondAverage() {
        var text =
                """
                some avg10=12.28 avg60=14.86 avg300=7.21 total=1
                full avg10=0.50 avg60=0.00 avg300=0.00 total=0
                """;
        assertThat(Pressure.parse(text)).isEqualTo(new Pressure(12.28f, 0.5f));
        assertThat(Pressure.parse("some avg10=1.00 avg60")).isEqualTo(new Pressure(1, -1));
        assertThat(Pressure.parse("some avg10=" + HOSTILE_LONG + " ")).isEqualTo(Pressure.UNKNOWN);
        assertThat(Pressure.parse("")).isEqualTo(Pressure.UNKNOWN);
    }

    @Test
    void strangeLoadIsZero() {
        assertThat(VitalsSource.load("1.14 0.55 0.31 1/150 60")).isEqualTo(1.14f);
        assertThat(VitalsSource.load("")).isZero();
        assertThat(VitalsSource.load("NaN 1")).isZero();
        assertThat(VitalsSource.load(HOSTILE_LONG)).isZero();
    }

    @Test
    void aHostWithoutPressureFilesHasVitals() {
        var host =
                new HostTree(root)
                        .with("proc/meminfo", "MemTotal: 4 kB\nMemAvailable: 2 kB\n")
                        .with("proc/loadavg", "0.50 0 0 1/1 1")
                        .with("proc/stat", "cpu 1 1 1 1\n");

        var vitals = new VitalsSource(host.files()).read().orElseThrow();

        assertThat(vitals.getMemoryTotalBytes()).isEqualTo(4096);
        assertThat(vitals.getLoad1()).isEqualTo(0.5f);
        assertThat(vitals.getPsiIoFull()).isEqualTo(-1);
        assertThat(vitals.getDiskUsed()).isBetween(0f, 1f);
    }

    @Test
    void aHostThatTellsNothingHasNone() {
        assertThat(new VitalsSource(new HostFiles(root)).read()).isEmpty();
    }
}
