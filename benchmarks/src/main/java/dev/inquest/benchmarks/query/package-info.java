/// How fast questions about a fleet are answered, and how much memory the fleet takes.
@NullMarked
package dev.inquest.benchmarks.query;

import org.jspecify.annotations.NullMarked;
