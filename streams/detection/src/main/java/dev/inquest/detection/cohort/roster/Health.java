package dev.inquest.detection.cohort.roster;

/// Whether a node could enter a bad condition now.
public enum Health {
    /// Heard, in order, and known by its facts: it could fail next.
    AT_RISK,
    /// In a bad condition.
    FAILING,
    /// Silent without a verdict, planned, unobserved or never heard: it proves nothing either way.
    AWAY;

    private static final Health[] BY_CODE = {AT_RISK, FAILING, AWAY};

    static Health of(byte code) {
        return BY_CODE[code];
    }

    /// One byte per node.
    byte code() {
        return switch (this) {
            case AT_RISK -> 0;
            case FAILING -> 1;
            case AWAY -> 2;
        };
    }
}
