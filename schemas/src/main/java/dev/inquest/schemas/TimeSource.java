package dev.inquest.schemas;

/// Says whose clock stamps the records, because silence is judged by that clock alone.
public enum TimeSource {
    /// Production: the broker stamps each record as it arrives.
    BROKER,
    /// Demo, replay and tests: the story stamps its records, and no record is too old or too new.
    STORY
}
