package dev.inquest.collectors.agent;

import dev.inquest.collectors.observe.CollectorObserver;
import dev.inquest.telemetry.ReceiverObserver;
import java.io.PrintStream;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/// Writes observations to standard error, one line each, and counts them for the metrics. No
/// logging library: the service manager keeps the lines, and adds their time.
final class Journal implements CollectorObserver, ReceiverObserver {

    private final PrintStream out;
    private final boolean json;
    private final Map<String, Long> counts = new ConcurrentHashMap<>();

    Journal(PrintStream out, boolean json) {
        this.out = out;
        this.json = json;
    }

    /// How often each kind of observation was made.
    Map<String, Long> counts() {
        return new TreeMap<>(counts);
    }

    @Override
    public void started(String collector, String what) {
        line("info", "collector started", Map.of("collector", collector, "what", what));
    }

    @Override
    public void stopped(String collector) {
        line("info", "collector stopped", Map.of("collector", collector));
    }

    @Override
    public void blind(String source, String why) {
        line("warning", "source cannot be read", Map.of("source", source, "why", why));
    }

    @Override
    public void seeing(String source) {
        line("info", "source can be read again", Map.of("source", source));
    }

    @Override
    public void gap(String source, long lost) {
        line("warning", "records lost", Map.of("source", source, "lost", Long.toString(lost)));
    }

    @Override
    public void publishFailed(String topic, String why) {
        line("error", "event not published", Map.of("topic", topic, "why", why));
    }

    @Override
    public void publishWaits(String why) {
        line("warning", "events wait to be published", Map.of("why", why));
    }

    @Override
    public void publishResumed() {
        line("info", "events are published again", Map.of());
    }

    @Override
    public void spoolDropped(String topic, long events) {
        var lost = Long.toString(events);
        line("error", "events dropped from the spool", Map.of("topic", topic, "lost", lost));
    }

    @Override
    public void spoolFails(String why) {
        line("error", "spool fails, events wait in memory", Map.of("why", why));
    }

    @Override
    public void spoolWorks() {
        line("info", "spool works again", Map.of());
    }

    @Override
    public void brokenLine(String file, long line, String why) {
        var number = Long.toString(line);
        line("warning", "line skipped", Map.of("file", file, "line", number, "why", why));
    }

    @Override
    public void fileIgnored(String file, String why) {
        line("warning", "file left out", Map.of("file", file, "why", why));
    }

    @Override
    public void roundFailed(String collector, Throwable why) {
        line("warning", "round failed", Map.of("collector", collector, "why", why.toString()));
    }

    @Override
    public void notTaken(String signal, String why) {
        line("warning", "telemetry is not taken", Map.of("signal", signal, "why", why));
    }

    @Override
    public void takenAgain(String signal) {
        line("info", "telemetry is taken again", Map.of("signal", signal));
    }

    /// One line; its values hold no control characters, whatever they come from.
    void line(String level, String message, Map<String, String> values) {
        counts.merge(message, 1L, Long::sum);
        var line = new StringBuilder();
        line.append(json ? "{\"level\":\"" + level + "\",\"message\":" : level + " ");
        line.append(json ? quoted(message) : message);
        new TreeMap<>(values)
                .forEach((name, value) ->
                        line.append(json ? ",\"" + name + "\":" : " " + name + "=")
                                .append(quoted(value)));
        out.println(json ? line.append('}') : line);
    }

    private static String quoted(String value) {
        var bounded = value.substring(0, Math.min(value.length(), 1024));
        var clean = bounded.replaceAll("\\p{Cntrl}", " ");
        return '"' + clean.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
