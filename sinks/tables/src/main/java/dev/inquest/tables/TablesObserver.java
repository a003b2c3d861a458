package dev.inquest.tables;

import java.time.Duration;

/// Hears what happens to the tables. Everything here is optional to hear.
public interface TablesObserver {

    /// Hears nothing.
    static TablesObserver silent() {
        return new TablesObserver() {};
    }

    /// A table holds everything that was in its topic when it started.
    default void caughtUp(String table, int rows, Duration took) {}

    /// A record cannot be read; it is passed over.
    default void unreadable(String topic, int partition, long offset, String reason) {}

    /// Kafka or the registry does not answer; it is tried again.
    default void readingFails(String topic, String reason) {}
}
