package dev.inquest.standalone.query;

import dev.inquest.tables.TablesObserver;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Logs what happens to the tables.
final class LoggedTables implements TablesObserver {

    private static final Logger LOG = LoggerFactory.getLogger(LoggedTables.class);

    @Override
    public void caughtUp(String table, int rows, Duration took) {
        LOG.atInfo()
                .addKeyValue("table", table)
                .addKeyValue("rows", rows)
                .addKeyValue("ms", took.toMillis())
                .log("a table is complete");
    }

    @Override
    public void unreadable(String topic, int partition, long offset, String reason) {
        LOG.atWarn()
                .addKeyValue("topic", topic)
                .addKeyValue("partition", partition)
                .addKeyValue("offset", offset)
                .addKeyValue("reason", reason)
                .log("a record cannot be read and is not shown");
    }

    @Override
    public void readingFails(String topic, String reason) {
        LOG.atWarn()
                .addKeyValue("topic", topic)
                .addKeyValue("reason", reason)
                .log("a topic cannot be read; it is tried again");
    }
}
