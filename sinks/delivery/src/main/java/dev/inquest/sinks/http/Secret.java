package dev.inquest.sinks.http;

import java.nio.charset.StandardCharsets;
import java.util.Objects;

/// A key, a token, or an address that works like one. It prints as nothing, so that no log, error
/// or metric can tell it by accident.
public final class Secret {

    private static final String HIDDEN = "[secret]";

    /// Shorter text is too likely to occur by chance to be hidden in others' words.
    private static final int SHORTEST_HIDDEN = 6;

    private final String value;

    public Secret(String value) {
        this.value = value;
    }

    /// The secret itself, to be sent and for nothing else.
    public String reveal() {
        return value;
    }

    /// The secret as UTF-8.
    public byte[] bytes() {
        return value.getBytes(StandardCharsets.UTF_8);
    }

    /// The text with the secret taken out, as a receiver may repeat it in an answer.
    public String hiddenIn(String text) {
        return value.length() < SHORTEST_HIDDEN ? text : text.replace(value, HIDDEN);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret && secret.value.equals(value);
    }

    @Override
    public int hashCode() {
        return Objects.hashCode(value);
    }

    @Override
    public String toString() {
        return HIDDEN;
    }
}
