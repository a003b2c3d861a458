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

    /// A sink, wherever it runs.
    ///
    /// @param says how it stands, in words: which receiver, how far behind and why
    /// @param trouble whether somebody should look at it
    record Sink(String name, String says, boolean trouble) {}

    /// What it looks like now.
    ///
    /// @param sinks by name
    /// @param deadLetters records that could not be read, processed or delivered and are still kept
    record State(List<Group> groups, List<Sink> sinks, long deadLetters) {}

    /// Looks once.
    ///
    /// @throws RuntimeException where Kafka does not answer
    State look() throws InterruptedException;
}
