package dev.inquest.standalone.demo.story;

import dev.inquest.standalone.demo.fleet.Fleet;
import java.time.Duration;
import java.util.List;

/// A fleet and what happens to it.
///
/// @param end when nothing more happens and detection has had the time it needs
public record Story(Fleet fleet, List<Act> acts, List<Chapter> chapters, Duration end) {

    public Story {
        acts = List.copyOf(acts);
        chapters = List.copyOf(chapters);
    }
}
