package dev.inquest.collectors.pull;

import dev.inquest.collectors.redact.Redactor;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Runs one command within bounds: no shell, no input, so long, so much output and no more.
final class CommandRun {

    /// Bytes of output that are kept: the last ones, where the console's end is.
    static final int MAX_OUTPUT = 1 << 20;

    private static final int MAX_COMPLAINT = 4096;
    private static final int LONGEST_REASON = 300;
    private static final Duration READERS_END = Duration.ofSeconds(1);

    /// Why a command gave nothing.
    static final class Failed extends Exception {
        Failed(String why) {
            super(why);
        }
    }

    private CommandRun() {}

    /// What the command wrote to its standard output.
    ///
    /// @throws Failed when it cannot be started, takes too long or ends with another code than 0
    static byte[] output(List<String> words, Duration timeout) throws Failed, InterruptedException {
        var process = start(words);
        try {
            var output = new LastBytes(MAX_OUTPUT);
            var complaint = new LastBytes(MAX_COMPLAINT);
            var reading = reader("output", process.getInputStream(), output);
            var listening = reader("complaint", process.getErrorStream(), complaint);
            if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new Failed("took longer than " + timeout.toSeconds() + " s");
            }
            reading.join(READERS_END);
            listening.join(READERS_END);
            if (process.exitValue() != 0) {
                throw new Failed(
                        "ended with %d: %s".formatted(process.exitValue(), reason(complaint)));
            }
            return output.bytes();
        } finally {
            kill(process);
        }
    }

    private static Process start(List<String> words) throws Failed {
        try {
            return new ProcessBuilder(words)
                    .redirectInput(Redirect.from(new File("/dev/null")))
                    .start();
        } catch (IOException | RuntimeException e) {
            throw new Failed("cannot be started: " + words.getFirst());
        }
    }

    private static Thread reader(String name, InputStream from, LastBytes into) {
        return Thread.ofVirtual().name("pull-" + name).start(() -> into.readAll(from));
    }

    /// What it wrote to standard error, in one short line without secrets.
    private static String reason(LastBytes complaint) {
        var text = new String(complaint.bytes(), StandardCharsets.UTF_8).strip();
        var line = Redactor.line(text.replaceAll("[\\s\\p{Cntrl}]+", " "));
        return line.length() <= LONGEST_REASON ? line : line.substring(0, LONGEST_REASON) + "…";
    }

    private static void kill(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
