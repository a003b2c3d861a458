/// What becomes of events while Kafka is away.
@NullMarked
package dev.inquest.benchmarks.outage;

import org.jspecify.annotations.NullMarked;
