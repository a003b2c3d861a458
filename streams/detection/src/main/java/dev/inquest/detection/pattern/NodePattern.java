package dev.inquest.detection.pattern;

import dev.inquest.detection.cases.Memory;
import dev.inquest.detection.cases.Scope;
import dev.inquest.detection.node.Node;

/// Recognises one bad condition of one node. The record that implements it is its settings; all it
/// remembers is its memory; time comes only from what happens.
public interface NodePattern<M extends Memory> {

    /// Stable id, such as `hung-node`.
    String id();

    /// How its cases become findings.
    Scope scope();

    /// Whether its cases are part of the incident of hung nodes, which then speaks for them.
    boolean joinsHungCohort();

    /// What it remembers of a node it has not met.
    M start();

    /// Considers what happened to a node.
    Verdict<M> consider(M memory, Node node, Happening happening);
}
