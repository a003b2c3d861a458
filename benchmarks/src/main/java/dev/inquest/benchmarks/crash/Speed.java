package dev.inquest.benchmarks.crash;

import dev.inquest.crash.CrashLog;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// Measures reading speed on one processor, warm, as the median of several rounds over the same
/// text.
final class Speed {
    private static final int WARM_UP = 4;
    private static final int ROUNDS = 7;
    private static final int ROUND_BYTES = 8_000_000;

    private Speed() {}

    /// Prints the reader's speed and the peers' on the same logs, repeated until there is enough.
    static void print(String what, List<byte[]> logs, List<Peer> peers) {
        long once = logs.stream().mapToLong(log -> log.length).sum();
        int times = (int) Math.max(1, ROUND_BYTES / Math.max(1, once));
        double megabytes = once * times / 1e6;
        System.out.printf(Locale.ROOT, "%nSpeed on %s (%.1f MB a round)%n", what, megabytes);
        report("crash reader", megabytes, () -> read(logs, times));
        List<List<String>> lines =
                logs.stream()
                        .map(log -> new String(log, StandardCharsets.ISO_8859_1).lines().toList())
                        .toList();
        for (Peer peer : peers) {
            report(peer.name() + ", rules only", megabytes, () -> match(peer, lines, times));
        }
    }

    private static void report(String who, double megabytes, Work work) {
        double seconds = median(work);
        System.out.printf(Locale.ROOT, "  %-40s %8.1f MB/s%n", who, megabytes / seconds);
    }

    /// Work that can be repeated; what it found keeps the compiler from leaving it out.
    private interface Work {
        long run();
    }

    private static double median(Work work) {
        long found = 0;
        for (int i = 0; i < WARM_UP; i++) {
            found += work.run();
        }
        double[] seconds = new double[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            long start = System.nanoTime();
            found -= work.run();
            seconds[i] = (System.nanoTime() - start) / 1e9;
        }
        if (found == Long.MIN_VALUE) {
            throw new IllegalStateException("impossible count");
        }
        Arrays.sort(seconds);
        return seconds[ROUNDS / 2];
    }

    private static long read(List<byte[]> logs, int times) {
        long crashes = 0;
        for (int i = 0; i < times; i++) {
            for (byte[] log : logs) {
                crashes += CrashLog.read(log).size();
            }
        }
        return crashes;
    }

    private static long match(Peer peer, List<List<String>> logs, int times) {
        long hits = 0;
        for (int i = 0; i < times; i++) {
            for (List<String> log : logs) {
                for (String line : log) {
                    hits += peer.matches(line) ? 1 : 0;
                }
            }
        }
        return hits;
    }
}
