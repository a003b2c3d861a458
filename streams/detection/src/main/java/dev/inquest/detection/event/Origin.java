package dev.inquest.detection.event;

/// Where the record of an event lies, so that evidence can be looked up again.
public record Origin(String topic, int partition, long offset) {

    /// The origin of what no record says: an absence.
    public static final Origin ABSENCE = new Origin("", -1, -1);
}
