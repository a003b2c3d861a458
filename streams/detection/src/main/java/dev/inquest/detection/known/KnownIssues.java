package dev.inquest.detection.known;

import java.util.List;

/// All that is known of links that get left behind and of programs that trip over them.
public record KnownIssues(List<LinkFamily> links, List<PanicFamily> panics) {

    /// Nothing known: patterns that need it stay silent.
    public static final KnownIssues NONE = new KnownIssues(List.of(), List.of());

    public KnownIssues {
        links = List.copyOf(links);
        panics = List.copyOf(panics);
    }
}
