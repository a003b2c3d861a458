package dev.inquest.detection.pattern;

import dev.inquest.detection.cases.CaseChange;
import dev.inquest.detection.cases.Memory;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Everything a pattern has to say: what it now remembers, which cases open or close, and when it
/// wants to be asked again.
public record Verdict<M extends Memory>(M memory, List<CaseChange> cases, Optional<Instant> wake) {

    /// Remember this, say nothing.
    public static <M extends Memory> Verdict<M> nothing(M memory) {
        return new Verdict<>(memory, List.of(), Optional.empty());
    }

    /// Remember this and say this.
    public static <M extends Memory> Verdict<M> of(M memory, CaseChange change) {
        return new Verdict<>(memory, List.of(change), Optional.empty());
    }

    /// The same, and ask again then.
    public Verdict<M> wakeAt(Instant at) {
        return new Verdict<>(memory, cases, Optional.of(at));
    }
}
