package dev.inquest.sinks.plan;

import dev.inquest.settings.Section;
import java.util.Optional;

/// A kind of sink: what its entry in `sinks.yaml` may say, and the receiver that follows from it.
public interface SinkKind {

    /// As it is written in `kind:`, and after `./inquest sink`.
    String name();

    /// What is sent, in a few words for `--help`.
    String description();

    /// Reads the entry; what is wrong is told to the section, and the result is then empty.
    ///
    /// @param common what every sink can be told, read already
    Optional<PlannedSink> read(Section section, Common common);
}
