package dev.inquest.standalone.replay;

import java.nio.file.Path;

/// Hears what of the input could not be used.
public interface ReplayObserver {

    /// A line makes no sense; it is skipped.
    default void broken(Place place, String why) {}

    /// A file holds records of a topic that detection writes itself; they are passed over. Said
    /// once per file and topic.
    default void ignored(Path file, String topic) {}
}
