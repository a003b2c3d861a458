package dev.inquest.standalone.demo.summary;

import java.time.Instant;

/// One time that a node was away and nobody was woken.
///
/// @param cause why, in detection's own words
public record Absence(String node, Reason reason, Instant at, String cause) {}
