package dev.inquest.sinks.delivery;

import java.util.Arrays;

/// A fault of ours, in words. Its message may quote a secret, so it is not among them; where it
/// happened leads to it.
final class Fault {

    private static final String OURS = "dev.inquest.";

    private Fault() {}

    static String inWords(Throwable fault) {
        var where =
                Arrays.stream(fault.getStackTrace())
                        .filter(frame -> frame.getClassName().startsWith(OURS))
                        .findFirst()
                        .map(frame ->
                                " at %s:%d".formatted(frame.getFileName(), frame.getLineNumber()))
                        .orElse("");
        return "fault: " + fault.getClass().getName() + where;
    }
}
