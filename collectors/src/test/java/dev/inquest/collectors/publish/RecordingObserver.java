package dev.inquest.collectors.publish;

import dev.inquest.collectors.observe.CollectorObserver;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Keeps what it hears as short sentences.
public final class RecordingObserver implements CollectorObserver {

    private final List<String> heard = new CopyOnWriteArrayList<>();

    public List<String> heard() {
        return List.copyOf(heard);
    }

    @Override
    public void blind(String source, String why) {
        heard.add("blind " + source);
    }

    @Override
    public void seeing(String source) {
        heard.add("seeing " + source);
    }

    @Override
    public void gap(String source, long lost) {
        heard.add("gap " + source + " " + lost);
    }

    @Override
    public void publishFailed(String topic, String why) {
        heard.add("failed " + topic);
    }

    @Override
    public void publishWaits(String why) {
        heard.add("waits");
    }

    @Override
    public void publishResumed() {
        heard.add("resumed");
    }

    @Override
    public void spoolDropped(String topic, long events) {
        heard.add("dropped " + topic + " " + events);
    }

    @Override
    public void spoolFails(String why) {
        heard.add("spool fails");
    }

    @Override
    public void spoolWorks() {
        heard.add("spool works");
    }

    @Override
    public void brokenLine(String file, long line, String why) {
        heard.add("broken " + file + ":" + line);
    }

    @Override
    public void fileIgnored(String file, String why) {
        heard.add("ignored " + file);
    }

    @Override
    public void unknownSender(String source, String address) {
        heard.add("unknown " + source + " " + address);
    }

    @Override
    public void roundFailed(String collector, Throwable why) {
        heard.add("round " + collector + " " + why);
    }
}
