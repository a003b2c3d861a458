/// Decides what a receiver is told next, without Kafka, network or clock.
@NullMarked
package dev.inquest.sinks.backlog;

import org.jspecify.annotations.NullMarked;
