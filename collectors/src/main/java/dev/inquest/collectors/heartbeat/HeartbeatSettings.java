package dev.inquest.collectors.heartbeat;

import java.time.Duration;

/// How often a node proves that it lives.
public record HeartbeatSettings(Duration interval) {

    /// Every ten seconds: silence is judged in multiples of it.
    public static final HeartbeatSettings DEFAULT = new HeartbeatSettings(Duration.ofSeconds(10));

    public HeartbeatSettings {
        if (interval.isNegative() || interval.isZero()) {
            throw new IllegalArgumentException("the heartbeat interval must be positive");
        }
    }
}
