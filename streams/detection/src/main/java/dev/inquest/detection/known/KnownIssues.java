package dev.inquest.detection.known;

import java.util.List;

/// All that is known of links that get left behind and of programs that trip over them.
///
/// @param revision tells one content from another, so that a verdict reached by earlier data is
///   seen to be one
public record KnownIssues(List<LinkFamily> links, List<PanicFamily> panics, int revision) {

    /// Nothing known: patterns that need it stay silent.
    public static final KnownIssues NONE = new KnownIssues(List.of(), List.of());

    public KnownIssues(List<LinkFamily> links, List<PanicFamily> panics) {
        this(List.copyOf(links), List.copyOf(panics), (links + "\0" + panics).hashCode());
    }
}
