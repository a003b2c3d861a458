package dev.inquest.standalone;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.slf4j.LoggerFactory;

/// What a command of the program printed and how it ended.
public record RunCommand(int code, List<String> out, List<String> err) {

    /// Runs a command in this process.
    public static RunCommand of(String... arguments) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var outBefore = System.out;
        var errBefore = System.err;
        var log = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
        var levelBefore = log.getLevel();
        // As in production, where nothing is logged to the terminal.
        log.setLevel(Level.OFF);
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
        try {
            var code = Main.run(arguments);
            return new RunCommand(code, lines(out), lines(err));
        } finally {
            System.setOut(outBefore);
            System.setErr(errBefore);
            log.setLevel(levelBefore);
        }
    }

    private static List<String> lines(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
