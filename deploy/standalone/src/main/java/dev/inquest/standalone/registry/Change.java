package dev.inquest.standalone.registry;

import io.confluent.kafka.schemaregistry.CompatibilityLevel;
import java.util.Optional;

/// All that can ever happen to the registry. Sealed, so that what is written to the topic, what is
/// read back from it and what it does to the catalogue cannot drift apart.
public sealed interface Change {

    /// A version appeared, or became soft-deleted.
    record VersionSet(SchemaVersion version) implements Change {}

    /// A version is gone for good. The id stays with it, because ids are never given out twice.
    record VersionForgotten(String subject, int version, int id) implements Change {}

    /// Every version of the subject up to this one became soft-deleted.
    record SubjectDeleted(String subject, int upToVersion) implements Change {}

    /// A compatibility level was set; no subject means the global one.
    record LevelSet(Optional<String> subject, CompatibilityLevel level) implements Change {}

    /// A compatibility level went back to its default.
    record LevelCleared(Optional<String> subject) implements Change {}
}
