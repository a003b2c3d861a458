package dev.inquest.detection.cases;

/// A case opens (or is told again with more in it), or it closes.
public sealed interface CaseChange {

    /// The case.
    Case about();

    /// The node is in this condition.
    record Opened(Case about) implements CaseChange {}

    /// The node has left it.
    record Closed(Case about) implements CaseChange {}
}
