package dev.inquest.standalone.cli;

/// For whom a command prints: people or programs.
public enum OutputFormat {
    text,
    json
}
