package dev.inquest.standalone.sinks;

import dev.inquest.sinks.delivery.SinkHealth;
import dev.inquest.sinks.delivery.SinkObserver;
import dev.inquest.sinks.receiver.Notice;
import dev.inquest.standalone.terminal.Screen;
import dev.inquest.standalone.terminal.Style;
import dev.inquest.standalone.terminal.Text;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Tells a person at the terminal when a sink falls behind, catches up, or gives something up.
public final class SinkReport implements SinkObserver {

    private static final Duration WORTH_TELLING = Duration.ofSeconds(15);
    private static final int LONGEST = 300;

    private final Screen screen;
    private final InstantSource clock;
    private final Map<String, Boolean> behind = new ConcurrentHashMap<>();

    public SinkReport(Screen screen, InstantSource clock) {
        this.screen = screen;
        this.clock = clock;
    }

    @Override
    public void health(SinkHealth health) {
        var late =
                health.behindSince()
                        .filter(since -> !since.plus(WORTH_TELLING).isAfter(clock.instant()))
                        .isPresent();
        var told = Boolean.TRUE.equals(behind.put(health.sink(), late));
        if (late && !told) {
            line(
                    Style.CAUTION,
                    health.sink()
                            + " is behind by "
                            + SinkLine.left(health)
                            + SinkLine.why(health));
        } else if (told && !late) {
            line(Style.PLAIN, health.sink() + " has caught up");
        }
    }

    @Override
    public void wouldPage(String sink, Notice notice) {
        line(
                Style.PLAIN,
                "%s would page: %s, revision %d"
                        .formatted(
                                sink, notice.finding().getTitle(), notice.finding().getRevision()));
    }

    @Override
    public void deadLetter(String sink, Notice notice, String why) {
        line(
                Style.BAD,
                "%s did not take %s, it is a dead letter: %s"
                        .formatted(sink, notice.finding().getId(), why));
    }

    private void line(Style style, String text) {
        var mark = screen.styled(style, "%-16s".formatted("sink"));
        screen.line("  " + mark + " " + Text.fit(text, LONGEST));
    }
}
