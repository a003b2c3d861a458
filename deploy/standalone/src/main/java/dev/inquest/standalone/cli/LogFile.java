package dev.inquest.standalone.cli;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.core.joran.spi.JoranException;
import java.nio.file.Path;
import org.slf4j.LoggerFactory;

/// Sends the log to a file, so that a terminal shows only what is meant for people. The file rolls
/// and is bounded; until this is called nothing is logged at all.
final class LogFile {

    private static final String CONFIGURATION = "/dev/inquest/standalone/log-to-file.xml";

    private LogFile() {}

    /// Logs into `inquest.log` in this directory from now on.
    static Path in(Path directory) {
        var file = directory.resolve("inquest.log");
        var resource = LogFile.class.getResource(CONFIGURATION);
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context
                && resource != null) {
            try {
                context.reset();
                context.putProperty("log.file", file.toString());
                var configurator = new JoranConfigurator();
                configurator.setContext(context);
                configurator.doConfigure(resource);
            } catch (JoranException e) {
                throw new IllegalStateException("cannot log to " + file, e);
            }
        }
        return file;
    }
}
