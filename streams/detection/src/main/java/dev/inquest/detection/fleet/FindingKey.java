package dev.inquest.detection.fleet;

import dev.inquest.detection.event.NodeId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;

/// Names a finding by what it is about and never by what is in it, so that every run, instance and
/// restart gives the same condition the same id.
public record FindingKey(String id, String pattern, String cluster) {

    private static final int HEX_DIGITS = 24;

    /// One finding per node.
    static FindingKey ofNode(String pattern, NodeId node) {
        return of(pattern, node.cluster(), node.name());
    }

    /// One finding per cluster and cause.
    static FindingKey ofCause(String pattern, String cluster, String cause) {
        return of(pattern, cluster, cause);
    }

    /// One finding per incident, told apart by when its first case began.
    static FindingKey ofIncident(String pattern, String cluster, Instant opened) {
        return of(pattern, cluster, Long.toString(opened.toEpochMilli()));
    }

    /// One finding per cohort, told apart by its cause and by when its first case began.
    static FindingKey ofCohort(String pattern, String cluster, String cause, Instant opened) {
        return of(pattern, cluster, cause + "\u0000" + opened.toEpochMilli());
    }

    private static FindingKey of(String pattern, String cluster, String rest) {
        var identity = String.join("\u0000", pattern, cluster, rest);
        var hash = HexFormat.of().formatHex(sha256(identity)).substring(0, HEX_DIGITS);
        return new FindingKey(pattern + "-" + hash, pattern, cluster);
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
