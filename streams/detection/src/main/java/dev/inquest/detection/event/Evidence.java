package dev.inquest.detection.event;

import java.time.Instant;
import java.util.List;

/// One thing that was seen, and the record that says so.
///
/// @param what the witness: console, kmsg, heartbeat, lease, intent, pod, link or facts
public record Evidence(String what, Instant at, Origin origin, List<String> excerpt) {

    /// The most lines one piece of evidence quotes.
    public static final int MAX_LINES = 40;

    public Evidence {
        excerpt = List.copyOf(excerpt.subList(0, Math.min(excerpt.size(), MAX_LINES)));
    }

    /// What an event says, in these lines.
    public static Evidence of(String what, Event event, List<String> excerpt) {
        return new Evidence(what, event.at(), event.origin(), excerpt);
    }

    /// Something that did not happen.
    public static Evidence absence(String what, Instant at, String sentence) {
        return new Evidence(what, at, Origin.ABSENCE, List.of(sentence));
    }
}
