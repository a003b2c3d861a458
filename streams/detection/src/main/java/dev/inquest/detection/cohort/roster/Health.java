package dev.inquest.detection.cohort.roster;

/// Whether a node could enter a bad condition now.
public enum Health {
    /// Heard, in order, and known by its facts: it could fail next.
    AT_RISK,
    /// In a bad condition.
    FAILING,
    /// Silent without a verdict, planned, unobserved or never heard: it proves nothing either way.
    AWAY;

    private static final Health[] ALL = values();

    static Health of(byte ordinal) {
        return ALL[ordinal];
    }
}
