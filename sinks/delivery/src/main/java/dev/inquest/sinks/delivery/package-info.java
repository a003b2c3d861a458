/// Brings findings from Kafka to receivers: each sink in its own group, committed after acceptance.
@NullMarked
package dev.inquest.sinks.delivery;

import org.jspecify.annotations.NullMarked;
