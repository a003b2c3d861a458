package dev.inquest.detection.forecast;

/// How much a forecast should trouble its reader.
public enum Concern {
    /// All is as it should be.
    NONE,
    /// Nothing is wrong; something could be better.
    ADVICE,
    /// It may go wrong: a size below a distribution's table proves nothing by itself.
    DOUBT,
    /// It will go wrong.
    WARNING
}
