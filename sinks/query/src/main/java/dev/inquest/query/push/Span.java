package dev.inquest.query.push;

/// A stretch of time, in milliseconds.
record Span(long start, long end) {

    /// The smallest span that covers both.
    Span with(Span other) {
        return new Span(Math.min(start, other.start), Math.max(end, other.end));
    }
}
