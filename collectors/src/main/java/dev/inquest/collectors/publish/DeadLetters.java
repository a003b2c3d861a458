package dev.inquest.collectors.publish;

import java.util.Map;

/// Takes samples of what could not be used, so that somebody can look at them later.
public interface DeadLetters extends AutoCloseable {

    /// Keeps nothing.
    DeadLetters NONE = (key, value, headers) -> {};

    /// Hands one over, as well as it goes: nobody waits, and what cannot be taken is dropped.
    void send(String key, byte[] value, Map<String, String> headers);

    @Override
    default void close() {}
}
