package dev.inquest.detection.cases;

/// How urgent a case or a finding is.
public enum Severity {
    INFO,
    WARNING,
    ERROR,
    CRITICAL
}
