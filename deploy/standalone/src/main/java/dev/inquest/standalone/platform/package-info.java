/// Kafka, the schema registry and the topics, started together and closed in reverse order.
@NullMarked
package dev.inquest.standalone.platform;

import org.jspecify.annotations.NullMarked;
