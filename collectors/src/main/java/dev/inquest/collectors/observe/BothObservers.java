package dev.inquest.collectors.observe;

import dev.inquest.schemas.TraceContext;
import java.time.Instant;

/// Tells two observers of collectors the same, such as a log and what counts.
public record BothObservers(CollectorObserver one, CollectorObserver other)
        implements CollectorObserver {

    @Override
    public void started(String collector, String what) {
        one.started(collector, what);
        other.started(collector, what);
    }

    @Override
    public void stopped(String collector) {
        one.stopped(collector);
        other.stopped(collector);
    }

    @Override
    public void blind(String source, String why) {
        one.blind(source, why);
        other.blind(source, why);
    }

    @Override
    public void seeing(String source) {
        one.seeing(source);
        other.seeing(source);
    }

    @Override
    public void gap(String source, long lost) {
        one.gap(source, lost);
        other.gap(source, lost);
    }

    @Override
    public void published(String topic, String key, Instant at, TraceContext trace) {
        one.published(topic, key, at, trace);
        other.published(topic, key, at, trace);
    }

    @Override
    public void publishFailed(String topic, String why) {
        one.publishFailed(topic, why);
        other.publishFailed(topic, why);
    }

    @Override
    public void publishWaits(String why) {
        one.publishWaits(why);
        other.publishWaits(why);
    }

    @Override
    public void publishResumed() {
        one.publishResumed();
        other.publishResumed();
    }

    @Override
    public void spoolDropped(String topic, long events) {
        one.spoolDropped(topic, events);
        other.spoolDropped(topic, events);
    }

    @Override
    public void spoolFails(String why) {
        one.spoolFails(why);
        other.spoolFails(why);
    }

    @Override
    public void spoolWorks() {
        one.spoolWorks();
        other.spoolWorks();
    }

    @Override
    public void brokenLine(String file, long line, String why) {
        one.brokenLine(file, line, why);
        other.brokenLine(file, line, why);
    }

    @Override
    public void fileIgnored(String file, String why) {
        one.fileIgnored(file, why);
        other.fileIgnored(file, why);
    }

    @Override
    public void unknownSender(String source, String address) {
        one.unknownSender(source, address);
        other.unknownSender(source, address);
    }

    @Override
    public void limited(String source, String why) {
        one.limited(source, why);
        other.limited(source, why);
    }

    @Override
    public void counted(String source, String what) {
        one.counted(source, what);
        other.counted(source, what);
    }

    @Override
    public void roundFailed(String collector, Throwable why) {
        one.roundFailed(collector, why);
        other.roundFailed(collector, why);
    }
}
