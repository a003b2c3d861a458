package dev.inquest.detection.cohort.matched;

import dev.inquest.detection.event.NodeId;
import java.time.Instant;

/// Where a Case began: this node, at this moment, in this cohort's condition.
///
/// @param cohort the condition, and the workload where there is one; draws of different cohorts
///   differ
/// @param at when it began (the onset of silence), not when somebody was sure of it
/// @param proven whether it may count towards CONFIRMED; a node that merely vanished may not
public record Onset(String cohort, NodeId node, Instant at, boolean proven)
        implements Comparable<Onset> {

    /// In order of time; nodes of one moment by name.
    @Override
    public int compareTo(Onset other) {
        int byTime = at.compareTo(other.at);
        return byTime != 0 ? byTime : node.compareTo(other.node);
    }

    /// A number that depends on the Case alone: the same draw in every process and after every
    /// restart.
    public long seed() {
        long seed = hash(cohort, 0x9E3779B97F4A7C15L);
        seed = hash(node.cluster(), seed);
        seed = hash(node.name(), seed);
        return mix(seed ^ mix(at.toEpochMilli()));
    }

    private static long hash(String text, long seed) {
        long hash = seed;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001B3L;
        }
        return mix(hash + text.length());
    }

    /// The finalizer of SplitMix64.
    private static long mix(long z) {
        long y = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        long x = (y ^ (y >>> 27)) * 0x94D049BB133111EBL;
        return x ^ (x >>> 31);
    }
}
