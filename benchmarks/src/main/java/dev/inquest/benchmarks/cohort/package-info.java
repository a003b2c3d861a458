/// Measures the cohort engine: what it names and what it leaves alone, how long it takes, what it
/// holds.
@NullMarked
package dev.inquest.benchmarks.cohort;

import org.jspecify.annotations.NullMarked;
