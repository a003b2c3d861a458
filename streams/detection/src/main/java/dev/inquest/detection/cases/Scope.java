package dev.inquest.detection.cases;

/// How the cases of a pattern become findings.
public enum Scope {
    /// One finding per node.
    NODE,
    /// One finding per cluster and cause, with the nodes as members.
    ROLLED_UP,
    /// One finding per cluster, cause and incident, once several nodes are in it, with what they
    /// share that other nodes do not.
    COHORT
}
