package dev.inquest.telemetry.otlp;

import dev.inquest.telemetry.Secret;
import java.util.Collection;
import java.util.List;

/// Keeps what a receiver said short, on one line, and free of the headers that were sent to it,
/// because it is shown and stored.
final class Reasons {

    private static final int LONGEST = 500;

    private final List<Secret> secrets;

    /// @param headers values of headers that were sent
    Reasons(Collection<String> headers) {
        this.secrets = headers.stream().map(Secret::new).toList();
    }

    String shown(String text) {
        var line = Secret.hide(secrets, text).replaceAll("\\p{Cntrl}+", " ").strip();
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }
}
