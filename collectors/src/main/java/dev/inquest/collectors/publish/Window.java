package dev.inquest.collectors.publish;

import java.util.List;

/// The events that are on their way to Kafka together; the next window waits until all of this one
/// have arrived.
///
/// @param oldest whether nothing older waits anywhere, so that its arrival settles all before it
record Window(List<Waiting> events, boolean oldest) {

    static final Window NONE = new Window(List.of(), true);

    boolean isEmpty() {
        return events.isEmpty();
    }

    long last() {
        return events.getLast().number();
    }
}
