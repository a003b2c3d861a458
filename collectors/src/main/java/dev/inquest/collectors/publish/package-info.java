/// How collectors hand events to Kafka.
@NullMarked
package dev.inquest.collectors.publish;

import org.jspecify.annotations.NullMarked;
