package dev.inquest.detection.fleet;

import dev.inquest.detection.fleet.Order.Acknowledged;
import java.util.Optional;

/// What people did about a finding: who has taken it on, and what keeps it from waking somebody.
public record Attention(Optional<Acknowledged> acknowledged, Optional<Silence> silenced) {

    /// Nobody did anything.
    static final Attention NONE = new Attention(Optional.empty(), Optional.empty());

    Attention by(Optional<Acknowledged> somebody) {
        return new Attention(somebody, silenced);
    }

    /// Whether the finding may wake somebody, after what people said.
    public Paging over(Paging own) {
        return silenced.filter(_ -> own.pages())
                .map(silence ->
                        new Paging(
                                false,
                                "silenced by %s until %s%s"
                                        .formatted(silence.by(), silence.until(), why(silence))))
                .orElse(own);
    }

    private static String why(Silence silence) {
        return silence.reason().isEmpty() ? "" : ": " + silence.reason();
    }
}
