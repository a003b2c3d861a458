package dev.inquest.sinks.backlog;

import dev.inquest.sinks.receiver.Notice;
import java.util.List;

/// Notices to give at once, all of one lane.
public record Batch(String lane, List<Step> steps) {

    /// Made by the backlog only.
    public Batch {
        steps = List.copyOf(steps);
    }

    /// What the receiver is given.
    public List<Notice> notices() {
        return steps.stream().map(Step::notice).toList();
    }
}
