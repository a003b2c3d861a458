/// Events on disk for the time Kafka is away: bounded, in order, and still there after a kill.
@NullMarked
package dev.inquest.collectors.spool;

import org.jspecify.annotations.NullMarked;
