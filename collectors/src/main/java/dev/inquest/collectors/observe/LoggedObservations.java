package dev.inquest.collectors.observe;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes observations to the log: the message says what, key-values say which.
public final class LoggedObservations implements CollectorObserver {

    private static final Logger LOG = LoggerFactory.getLogger("dev.inquest.collectors");

    @Override
    public void started(String collector, String what) {
        LOG.atInfo()
                .addKeyValue("collector", collector)
                .addKeyValue("what", what)
                .log("collector started");
    }

    @Override
    public void stopped(String collector) {
        LOG.atInfo().addKeyValue("collector", collector).log("collector stopped");
    }

    @Override
    public void blind(String source, String why) {
        LOG.atWarn()
                .addKeyValue("source", source)
                .addKeyValue("why", why)
                .log("source cannot be read");
    }

    @Override
    public void seeing(String source) {
        LOG.atInfo().addKeyValue("source", source).log("source can be read again");
    }

    @Override
    public void gap(String source, long lost) {
        LOG.atWarn().addKeyValue("source", source).addKeyValue("lost", lost).log("records lost");
    }

    @Override
    public void publishFailed(String topic, String why) {
        LOG.atError()
                .addKeyValue("topic", topic)
                .addKeyValue("why", why)
                .log("event not published");
    }

    @Override
    public void publishWaits(String why) {
        LOG.atWarn().addKeyValue("why", why).log("events wait to be published");
    }

    @Override
    public void publishResumed() {
        LOG.atInfo().log("events are published again");
    }

    @Override
    public void spoolDropped(String topic, long events) {
        LOG.atError()
                .addKeyValue("topic", topic)
                .addKeyValue("lost", events)
                .log("events dropped from the spool");
    }

    @Override
    public void spoolFails(String why) {
        LOG.atError().addKeyValue("why", why).log("spool fails, events wait in memory");
    }

    @Override
    public void spoolWorks() {
        LOG.atInfo().log("spool works again");
    }

    @Override
    public void brokenLine(String file, long line, String why) {
        LOG.atWarn()
                .addKeyValue("file", file)
                .addKeyValue("line", line)
                .addKeyValue("why", why)
                .log("line skipped");
    }

    @Override
    public void fileIgnored(String file, String why) {
        LOG.atWarn().addKeyValue("file", file).addKeyValue("why", why).log("file left out");
    }

    @Override
    public void unknownSender(String source, String address) {
        LOG.atWarn()
                .addKeyValue("source", source)
                .addKeyValue("address", address)
                .log("sender belongs to no node");
    }

    @Override
    public void limited(String source, String why) {
        LOG.atWarn().addKeyValue("source", source).addKeyValue("why", why).log("source is limited");
    }

    @Override
    public void counted(String source, String what) {
        LOG.atInfo().addKeyValue("source", source).addKeyValue("what", what).log("counts");
    }

    @Override
    public void roundFailed(String collector, Throwable why) {
        LOG.atWarn().addKeyValue("collector", collector).setCause(why).log("round failed");
    }
}
