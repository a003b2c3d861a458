package dev.inquest.benchmarks.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/// What one process took over a while, as the kernel accounts for it.
///
/// @param rssMiB resident memory at the end
/// @param pssMiB the same with each shared page divided among those who share it
/// @param peakMiB the most that was ever resident
/// @param millicores CPU, children included
record Footprint(double rssMiB, double pssMiB, double peakMiB, double millicores) {

    private static final double TICKS_PER_SECOND = 100;

    /// Watches for so long, and then looks.
    static Footprint of(long pid, Duration over) throws IOException, InterruptedException {
        var began = System.nanoTime();
        var before = cpuSeconds(pid);
        TimeUnit.NANOSECONDS.sleep(over.toNanos());
        var used = cpuSeconds(pid) - before;
        var seconds = (System.nanoTime() - began) / 1e9;
        var status = Files.readString(Path.of("/proc/" + pid + "/status"));
        var rollup = Files.readString(Path.of("/proc/" + pid + "/smaps_rollup"));
        return new Footprint(
                mebibytes(status, "VmRSS"),
                mebibytes(rollup, "Pss"),
                mebibytes(status, "VmHWM"),
                used / seconds * 1000);
    }

    private static double mebibytes(String text, String name) {
        var matcher = Pattern.compile("(?m)^" + name + ":\\s+([0-9]+) kB").matcher(text);
        return matcher.find() ? Long.parseLong(matcher.group(1)) / 1024.0 : 0;
    }

    private static double cpuSeconds(long pid) throws IOException {
        var stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
        var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        var ticks = 0L;
        for (var i = 11; i <= 14; i++) {
            ticks += Long.parseLong(fields[i]);
        }
        return ticks / TICKS_PER_SECOND;
    }
}
