package dev.inquest.sinks.backlog;

import dev.inquest.schemas.wire.Finding;
import java.time.Instant;
import java.util.Optional;

/// What a receiver was last told about a finding.
sealed interface Told {

    /// That it is over, or nothing at all.
    record Over() implements Told {}

    /// Nothing that we know of, but its earlier revisions are gone from the topic.
    ///
    /// @param finding its present
    record Perhaps(Finding finding) implements Told {}

    /// That it is open.
    ///
    /// @param finding its present, told or not worth telling
    /// @param gist empty where it was told before we were started: then the next revision is told
    ///   whatever is in it
    /// @param at when it was last told
    record Open(Finding finding, Optional<String> gist, Instant at) implements Told {

        Open withFinding(Finding newer) {
            return new Open(newer, gist, at);
        }

        Open at(Instant now) {
            return new Open(finding, gist, now);
        }
    }
}
