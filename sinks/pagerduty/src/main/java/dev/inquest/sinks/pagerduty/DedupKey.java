package dev.inquest.sinks.pagerduty;

import dev.inquest.schemas.wire.Finding;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// What makes all events of one finding one alert: `inquest/PATTERN/24 hex digits`. It follows from
/// the finding's id alone, so nothing that changes while it is open is in it.
final class DedupKey {

    private static final int HEX = 24;

    private DedupKey() {}

    static String of(Finding finding) {
        var pattern = finding.getPattern();
        var id = finding.getId();
        var key = "inquest/" + pattern + "/" + digits(id, pattern);
        // Only for patterns with a name of a length that no pattern of ours has.
        return key.length() <= Limits.DEDUP_KEY ? key : "inquest/" + hash(id);
    }

    /// Ids of ours end in the digits already.
    private static String digits(String id, String pattern) {
        var begin = pattern + "-";
        var rest = id.startsWith(begin) ? id.substring(begin.length()) : "";
        return rest.matches("[0-9a-f]{24}") ? rest : hash(id);
    }

    private static String hash(String id) {
        try {
            var hash = MessageDigest.getInstance("SHA-256");
            return HexFormat.of()
                    .formatHex(hash.digest(id.getBytes(StandardCharsets.UTF_8)))
                    .substring(0, HEX);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}
