/// What the failing nodes have in common: the cohort engine.
///
/// `docs/cohorts.md` explains the statistics. The way through the code: a `Roster` (package
/// `roster`) knows the fleet and draws, for each failing node, a `MatchedSet` (package `matched`);
/// an `Incident` collects them and is asked to `evaluate`; its answer is a `Commonality` of
/// `Cause`s. `remedy` computes what to move to.
///
/// Everything here is pure: no clock, no randomness but what is seeded by the Case, no I/O.
@NullMarked
package dev.inquest.detection.cohort;

import org.jspecify.annotations.NullMarked;
