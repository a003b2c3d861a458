package dev.inquest.sinks.webhook;

import dev.inquest.telemetry.Secret;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Signs a request as the Standard Webhooks convention has it: HMAC-SHA256 over id, time and body,
/// so that a receiver can tell ours from forged and from repeated ones.
record Signature(Secret secret) {

    private static final String PREFIX = "whsec_";
    private static final String ALGORITHM = "HmacSHA256";

    /// The headers of one attempt.
    Map<String, String> headers(String id, Instant now, byte[] body) {
        var seconds = Long.toString(now.getEpochSecond());
        return Map.of(
                "webhook-id",
                id,
                "webhook-timestamp",
                seconds,
                "webhook-signature",
                "v1," + sign(id + "." + seconds + ".", body));
    }

    private String sign(String head, byte[] body) {
        var signed = new ByteArrayOutputStream();
        signed.writeBytes(head.getBytes(StandardCharsets.UTF_8));
        signed.writeBytes(body);
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key(), ALGORITHM));
            return Base64.getEncoder().encodeToString(mac.doFinal(signed.toByteArray()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JVM has " + ALGORITHM, e);
        }
    }

    /// With the prefix, the rest is Base64; without, the secret is taken as it is.
    private byte[] key() {
        var text = secret.reveal();
        return text.startsWith(PREFIX)
                ? Base64.getDecoder().decode(text.substring(PREFIX.length()))
                : secret.bytes();
    }

    /// Refuses a secret that cannot be a key, without repeating it.
    void check() {
        try {
            if (key().length == 0) {
                throw new IllegalArgumentException("is empty");
            }
        } catch (IllegalArgumentException e) {
            // The decoder's own words would quote the secret.
            var _ = e;
            throw new IllegalArgumentException("must be whsec_ and Base64, or any other text");
        }
    }
}
