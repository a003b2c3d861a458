package dev.inquest.standalone.cli;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.core.joran.spi.JoranException;
import java.nio.file.Path;
import org.slf4j.LoggerFactory;

/// Sends the log to a file, so that a terminal shows only what is meant for people. The file rolls
/// and is bounded; until this is called nothing is logged at all. In a container the log belongs on
/// standard error instead: the image sets `-Dinquest.log=stderr`.
final class LogFile {

    private static final String TO_FILE = "/dev/inquest/standalone/log-to-file.xml";
    private static final String TO_STDERR = "/dev/inquest/standalone/log-to-stderr.xml";

    private LogFile() {}

    /// Logs into `inquest.log` in this directory from now on, unless told otherwise.
    ///
    /// @return where the log is, for people
    static String in(Path directory) {
        var toStderr = "stderr".equals(System.getProperty("inquest.log"));
        var file = directory.resolve("inquest.log");
        configure(toStderr ? TO_STDERR : TO_FILE, file);
        return toStderr ? "on standard error" : file.toString();
    }

    private static void configure(String configuration, Path file) {
        var resource = LogFile.class.getResource(configuration);
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
    }
}
