package dev.inquest.benchmarks.crash;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The kernel-log rules that another agent publishes, run as they stand: a log is a hit when any
/// rule matches any line. Facts from their configuration files; not their binaries.
record Peer(String name, List<Pattern> rules) {

    /// Its patterns are matched against what ends with the line, hence the anchor.
    static final Peer NODE_PROBLEM_DETECTOR =
            anchored(
                    "node-problem-detector",
                    "Killed process \\d+ (.+) total-vm:\\d+kB, anon-rss:\\d+kB, file-rss:\\d+kB.*",
                    "task [\\S ]+:\\w+ blocked for more than \\w+ seconds\\.",
                    "unregister_netdevice: waiting for \\w+ to become free. Usage count = \\d+",
                    "BUG: unable to handle kernel NULL pointer dereference at .*",
                    "divide error: 0000 \\[#\\d+\\] SMP",
                    "EXT4-fs error .*",
                    "EXT4-fs warning .*",
                    "Buffer I/O error .*",
                    "XFS .* Shutting down filesystem.?",
                    "CE memory read error .*",
                    ".*\\[Hardware Error\\]: event severity: corrected$",
                    ".*\\[Hardware Error\\]: event severity: recoverable$",
                    ".*\\[Hardware Error\\]: event severity: fatal$",
                    "task docker:\\w+ blocked for more than \\w+ seconds\\.",
                    "Remounting filesystem read-only");

    static final Peer EKS_AGENT =
            of(
                    "EKS node monitoring agent",
                    "\\[.*?] BUG: (.*)",
                    "watchdog: BUG: soft lockup - .* stuck for (.*)! \\[(.*?).*\\]",
                    "traps:\\s*(.*?)\\[",
                    "\\s(.*?)\\[\\d+]: segfault at.*",
                    "task (.*?):\\d+ blocked for more than",
                    "(ip|nf)_conntrack: table full, dropping packet");

    private static Peer of(String name, String... rules) {
        return new Peer(name, List.of(rules).stream().map(Pattern::compile).toList());
    }

    private static Peer anchored(String name, String... rules) {
        return of(name, Stream.of(rules).map(rule -> rule + "\\z").toArray(String[]::new));
    }

    boolean hits(String log) {
        return log.lines().anyMatch(this::matches);
    }

    boolean matches(String line) {
        for (Pattern rule : rules) {
            if (rule.matcher(line).find()) {
                return true;
            }
        }
        return false;
    }
}
