package dev.inquest.detection.cohort.roster;

/// Whom controls are drawn from, by index.
interface Population {

    int size();

    /// The place in the roster of the member at an index below {@link #size()}.
    int at(int index);
}
