/// Seeded incidents in simulated fleets, shared by the tests and the benchmark. `docs/cohorts.md`
/// says how to add one.
@NullMarked
package dev.inquest.detection.cohort.scenario;

import org.jspecify.annotations.NullMarked;
