package dev.inquest.standalone.platform;

import java.time.Duration;

/// Watches the platform start, so that a person sees progress and a test sees calls.
public interface PlatformObserver {

    /// A part is being started.
    default void starting(String part) {}

    /// A part is up.
    default void started(String part, String where, Duration took) {}
}
