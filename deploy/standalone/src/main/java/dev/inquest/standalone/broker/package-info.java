/// A real Kafka, one broker and its controller, inside this process.
@NullMarked
package dev.inquest.standalone.broker;

import org.jspecify.annotations.NullMarked;
