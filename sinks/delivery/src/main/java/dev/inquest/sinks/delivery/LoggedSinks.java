package dev.inquest.sinks.delivery;

import dev.inquest.sinks.receiver.Notice;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Logs what sinks do. What a finding says is never logged.
public final class LoggedSinks implements SinkObserver {

    private static final Logger LOG = LoggerFactory.getLogger(LoggedSinks.class);

    @Override
    public void accepted(String sink, Notice notice, Duration took) {
        LOG.atInfo()
                .addKeyValue("sink", sink)
                .addKeyValue("finding", notice.finding().getId())
                .addKeyValue("revision", notice.finding().getRevision())
                .addKeyValue("change", notice.change())
                .addKeyValue("ms", took.toMillis())
                .log("told");
    }

    @Override
    public void wouldPage(String sink, Notice notice) {
        LOG.atInfo()
                .addKeyValue("sink", sink)
                .addKeyValue("finding", notice.finding().getId())
                .addKeyValue("revision", notice.finding().getRevision())
                .log("would page");
    }

    @Override
    public void later(String sink, Notice notice, String why) {
        LOG.atWarn()
                .addKeyValue("sink", sink)
                .addKeyValue("finding", notice.finding().getId())
                .addKeyValue("why", why)
                .log("not taken now, tried again");
    }

    @Override
    public void deadLetter(String sink, Notice notice, String why) {
        LOG.atError()
                .addKeyValue("sink", sink)
                .addKeyValue("finding", notice.finding().getId())
                .addKeyValue("change", notice.change())
                .addKeyValue("why", why)
                .log("not delivered, a dead letter");
    }

    @Override
    public void unreadable(String sink, long offset, String why) {
        LOG.atError()
                .addKeyValue("sink", sink)
                .addKeyValue("offset", offset)
                .addKeyValue("why", why)
                .log("a finding cannot be read, a dead letter");
    }

    @Override
    public void interrupted(String sink, String why) {
        LOG.atWarn()
                .addKeyValue("sink", sink)
                .addKeyValue("why", why)
                .log("a sink cannot go on, tried again");
    }

    @Override
    public void beat(String sink, String why) {
        if (!why.isEmpty()) {
            LOG.atWarn()
                    .addKeyValue("sink", sink)
                    .addKeyValue("why", why)
                    .log("the heartbeat was not taken");
        }
    }
}
