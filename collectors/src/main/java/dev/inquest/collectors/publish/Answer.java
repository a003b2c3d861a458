package dev.inquest.collectors.publish;

/// What became of one attempt to hand an event to Kafka.
sealed interface Answer {

    /// Kafka has it.
    record Accepted() implements Answer {}

    /// Not now.
    record Later(String why) implements Answer {}

    /// Never, because of what it is.
    record Refused(String why) implements Answer {}
}
