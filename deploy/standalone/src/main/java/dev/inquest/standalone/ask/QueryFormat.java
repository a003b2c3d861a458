package dev.inquest.standalone.ask;

/// How answers are printed.
enum QueryFormat {
    TEXT,
    JSON,
    CSV
}
