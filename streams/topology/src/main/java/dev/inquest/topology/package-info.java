/// The two Kafka Streams applications, and the same stages in memory for replays.
@NullMarked
package dev.inquest.topology;

import org.jspecify.annotations.NullMarked;
