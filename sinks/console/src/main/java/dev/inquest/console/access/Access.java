package dev.inquest.console.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/// Who may look at what this server shows.
public sealed interface Access {

    /// The server listens on loopback only: whoever is on this host may look. What is refused is a
    /// page of the internet that talks through somebody's browser.
    record Loopback() implements Access {}

    /// Whoever knows the token may look, wherever from.
    final class Token implements Access {

        /// Fewer characters can be guessed.
        public static final int SHORTEST = 24;

        /// More is no token but a mistake, such as another file.
        public static final int LONGEST = 1_024;

        private final byte[] secret;

        public Token(String secret) {
            if (secret.length() < SHORTEST) {
                throw new IllegalArgumentException(
                        "the token needs at least %d characters, not %d"
                                .formatted(SHORTEST, secret.length()));
            }
            if (secret.length() > LONGEST) {
                throw new IllegalArgumentException(
                        "the token may have %d characters, not %d"
                                .formatted(LONGEST, secret.length()));
            }
            this.secret = secret.getBytes(StandardCharsets.UTF_8);
        }

        /// Takes the same time whether or not it does.
        boolean matches(String offered) {
            return MessageDigest.isEqual(secret, offered.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public String toString() {
            return "a token";
        }
    }
}
