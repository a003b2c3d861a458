package dev.inquest.console;

import java.util.List;
import java.util.Map;

/// Looks at what carries events and findings: who reads, how far behind, and what was given up.
@FunctionalInterface
public interface Plumbing {

    /// A consumer group.
    ///
    /// @param members consumers in it now
    /// @param lag records not yet read, per topic
    record Group(String name, int members, Map<String, Long> lag) {}

    /// What it looks like now.
    ///
    /// @param deadLetters records that could not be read, processed or delivered and are still kept
    record State(List<Group> groups, long deadLetters) {}

    /// Looks once.
    ///
    /// @throws RuntimeException where Kafka does not answer
    State look() throws InterruptedException;
}
