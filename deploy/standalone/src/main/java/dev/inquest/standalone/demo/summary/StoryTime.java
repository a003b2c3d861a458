package dev.inquest.standalone.demo.summary;

import java.time.Duration;
import java.util.Locale;

/// Writes times of the story as a reader follows them.
public final class StoryTime {

    private StoryTime() {}

    /// Minutes and seconds since the story began, such as +12:40.
    public static String text(Duration sinceStart) {
        return String.format(
                Locale.ROOT, "+%02d:%02d", sinceStart.toMinutes(), sinceStart.toSecondsPart());
    }
}
