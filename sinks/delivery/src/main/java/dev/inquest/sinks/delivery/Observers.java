package dev.inquest.sinks.delivery;

import dev.inquest.sinks.receiver.Notice;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/// Lets several observers watch the same sinks.
public record Observers(List<SinkObserver> all) implements SinkObserver {

    public Observers {
        all = List.copyOf(all);
    }

    private void each(Consumer<SinkObserver> call) {
        all.forEach(call);
    }

    @Override
    public void accepted(String sink, Notice notice, Duration took) {
        each(observer -> observer.accepted(sink, notice, took));
    }

    @Override
    public void wouldPage(String sink, Notice notice) {
        each(observer -> observer.wouldPage(sink, notice));
    }

    @Override
    public void later(String sink, Notice notice, String why) {
        each(observer -> observer.later(sink, notice, why));
    }

    @Override
    public void deadLetter(String sink, Notice notice, String why) {
        each(observer -> observer.deadLetter(sink, notice, why));
    }

    @Override
    public void unreadable(String sink, long offset, String why) {
        each(observer -> observer.unreadable(sink, offset, why));
    }

    @Override
    public void interrupted(String sink, String why) {
        each(observer -> observer.interrupted(sink, why));
    }

    @Override
    public void beat(String sink, String why) {
        each(observer -> observer.beat(sink, why));
    }

    @Override
    public void health(SinkHealth health) {
        each(observer -> observer.health(health));
    }
}
