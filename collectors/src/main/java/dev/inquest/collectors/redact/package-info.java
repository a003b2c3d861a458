/// Keeps secrets out of Kafka.
@NullMarked
package dev.inquest.collectors.redact;

import org.jspecify.annotations.NullMarked;
