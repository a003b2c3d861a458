package dev.inquest.console;

import java.util.List;
import java.util.Map;

/// Looks at what carries events and findings: who reads, how far behind, and what was given up.
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
    /// @param deadLetters records that could not be read, processed or delivered and are still kept
    record State(List<Group> groups, long deadLetters) {}

    /// Looks once.
    ///
    /// @throws RuntimeException where Kafka does not answer
    State look() throws InterruptedException;

    /// How the sinks stand, by name, also while Kafka does not answer.
    List<Sink> sinks();
}
