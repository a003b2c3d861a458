package dev.inquest.standalone.cli;

import dev.inquest.standalone.replay.Place;
import dev.inquest.standalone.replay.ReplayObserver;
import dev.inquest.standalone.terminal.Screen;
import dev.inquest.standalone.terminal.Style;
import dev.inquest.standalone.terminal.Text;
import java.nio.file.Path;

/// Prints what of the input could not be used, each as one line with file and line number.
final class Complaints implements ReplayObserver {

    private static final int LONGEST = 400;

    private final Screen screen;
    private long count;

    Complaints(Screen screen) {
        this.screen = screen;
    }

    long count() {
        return count;
    }

    @Override
    public void broken(Place place, String why) {
        count++;
        screen.line(Text.fit(place + ": " + why, LONGEST));
    }

    @Override
    public void ignored(Path file, String topic) {
        screen.line(
                Style.FAINT,
                Text.clean(
                        "note: records of topic %s in %s are ignored, detection makes its own"
                                .formatted(topic, file)));
    }

    /// Says how much was skipped, if anything was.
    void summarize() {
        if (count > 0) {
            screen.line(
                    "inquest replay: skipped %d broken line%s"
                            .formatted(count, count == 1 ? "" : "s"));
        }
    }
}
