package dev.inquest.telemetry.otlp;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// Keeps what a receiver said short, on one line, and free of the tokens that were sent to it,
/// because it is shown and stored.
final class Reasons {

    private static final int LONGEST = 500;

    /// Shorter text is too likely to occur by chance to be hidden in others' words.
    private static final int SHORTEST_HIDDEN = 6;

    private final List<String> secrets;

    /// @param headers values of headers that were sent; what stands behind a scheme, as in `Bearer
    ///   …`, is a secret by itself
    Reasons(Collection<String> headers) {
        this.secrets =
                headers.stream()
                        .flatMap(value ->
                                Stream.of(value, value.substring(value.lastIndexOf(' ') + 1)))
                        .filter(secret -> secret.length() >= SHORTEST_HIDDEN)
                        .sorted(Comparator.comparingInt(String::length).reversed())
                        .distinct()
                        .toList();
    }

    String shown(String text) {
        var line = text;
        for (var secret : secrets) {
            line = line.replace(secret, "[secret]");
        }
        line = line.replaceAll("\\p{Cntrl}+", " ").strip();
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }
}
