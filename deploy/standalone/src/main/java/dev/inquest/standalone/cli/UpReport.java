package dev.inquest.standalone.cli;

import dev.inquest.collectors.observe.CollectorObserver;
import dev.inquest.standalone.platform.PlatformObserver;
import dev.inquest.standalone.terminal.Screen;
import dev.inquest.standalone.terminal.Style;
import dev.inquest.standalone.terminal.Text;
import java.time.Duration;
import java.util.Locale;

/// Tells a person at the terminal how `up` comes up, and afterwards what it cannot see.
final class UpReport implements PlatformObserver, CollectorObserver {

    private final Screen screen;

    UpReport(Screen screen) {
        this.screen = screen;
    }

    /// A line in the list of what has been started.
    void part(String name, String what) {
        screen.line("  %-16s %s".formatted(name, Text.clean(what)));
    }

    @Override
    public void starting(String part) {
        screen.progress("  starting " + part + " …");
    }

    @Override
    public void started(String part, String where, Duration took) {
        var padded = "%-16s %-34s".formatted(part, Text.clean(where));
        screen.line("  " + padded + " " + screen.styled(Style.FAINT, seconds(took)));
    }

    @Override
    public void blind(String source, String why) {
        var mark = screen.styled(Style.CAUTION, "%-16s".formatted("blind"));
        screen.line("  " + mark + " " + Text.clean(source + ": " + why));
    }

    @Override
    public void seeing(String source) {
        part("seeing again", source);
    }

    @Override
    public void gap(String source, long lost) {
        part(
                "lost",
                "%d records of %s were overwritten before they could be read"
                        .formatted(lost, source));
    }

    @Override
    public void unknownSender(String source, String address) {
        part("unknown sender", "%s of %s belongs to no node".formatted(source, address));
    }

    @Override
    public void limited(String source, String why) {
        part("limited", source + ": " + why);
    }

    @Override
    public void publishWaits(String why) {
        var mark = screen.styled(Style.CAUTION, "%-16s".formatted("waiting"));
        screen.line("  " + mark + " " + Text.clean("events wait for Kafka: " + why));
    }

    @Override
    public void publishResumed() {
        part("resumed", "events are accepted again");
    }

    @Override
    public void brokenLine(String file, long line, String why) {
        screen.line(Text.fit("%s:%d: %s".formatted(file, line, why), 400));
    }

    @Override
    public void fileIgnored(String file, String why) {
        part("ignored", file + ": " + why);
    }

    static String seconds(Duration took) {
        return String.format(Locale.ROOT, "%.1f s", took.toMillis() / 1000.0);
    }
}
