package dev.inquest.detection.fleet;

import java.time.Instant;

/// A word of a person that something is to wake nobody until then.
public record Silence(Subject subject, String by, String reason, Instant until) {

    /// What is silenced.
    ///
    /// @param name id of a finding or a pattern, or a node as `cluster/node`
    public record Subject(Kind kind, String name) {

        /// Names it in a store.
        public String key() {
            return kind + "/" + name;
        }
    }

    /// What can be silenced.
    public enum Kind {
        FINDING,
        PATTERN,
        NODE
    }
}
