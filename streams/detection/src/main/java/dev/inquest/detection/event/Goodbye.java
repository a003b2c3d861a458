package dev.inquest.detection.event;

/// Why an agent says that this heartbeat is its last.
public enum Goodbye {
    NONE,
    AGENT_STOP,
    HOST_SHUTDOWN,
    HOST_REBOOT
}
