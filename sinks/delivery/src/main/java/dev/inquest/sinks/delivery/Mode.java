package dev.inquest.sinks.delivery;

import dev.inquest.sinks.receiver.Receiver;
import java.util.Optional;

/// Whether a sink sends, and under which group Kafka remembers how far it is. What was read in
/// shadow was told to nobody, so that is a group of its own.
enum Mode {
    /// It wakes nobody and always sends.
    HARMLESS,
    /// It could wake somebody, and sends nothing.
    SHADOW,
    /// It may wake somebody.
    PAGING;

    static Mode of(SinkSettings settings, Receiver receiver) {
        if (!receiver.wakes()) {
            return HARMLESS;
        }
        return settings.page() ? PAGING : SHADOW;
    }

    boolean sends() {
        return this != SHADOW;
    }

    String group(Findings findings, String sink) {
        return sends() ? findings.group(sink) : findings.shadowGroup(sink);
    }

    /// The group of the mode in which the sink may have been before.
    Optional<String> otherGroup(Findings findings, String sink) {
        return switch (this) {
            case HARMLESS -> Optional.empty();
            case SHADOW -> Optional.of(findings.group(sink));
            case PAGING -> Optional.of(findings.shadowGroup(sink));
        };
    }
}
