package dev.inquest.standalone.registry;

import io.confluent.kafka.schemaregistry.CompatibilityLevel;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// What all changes so far add up to. One thread applies changes, any number may look: each
/// subject's versions are replaced as a whole and never altered.
final class Catalogue {

    private static final CompatibilityLevel DEFAULT_LEVEL = CompatibilityLevel.BACKWARD;

    private final ConcurrentSkipListMap<String, NavigableMap<Integer, SchemaVersion>> subjects =
            new ConcurrentSkipListMap<>();
    private final ConcurrentMap<Optional<String>, CompatibilityLevel> levels =
            new ConcurrentHashMap<>();
    private int highestId;

    void apply(Change change) {
        switch (change) {
            case Change.VersionSet set -> put(set.version());
            case Change.VersionForgotten gone -> forget(gone);
            case Change.SubjectDeleted deleted -> softDelete(deleted);
            case Change.LevelSet set -> levels.put(set.subject(), set.level());
            case Change.LevelCleared cleared -> levels.remove(cleared.subject());
        }
    }

    Stream<String> subjects() {
        return subjects.keySet().stream();
    }

    Stream<SchemaVersion> everything() {
        return subjects.values().stream().flatMap(versions -> versions.values().stream());
    }

    /// Oldest first, soft-deleted ones included.
    List<SchemaVersion> versions(String subject) {
        return List.copyOf(versionsOf(subject).values());
    }

    /// Oldest first, without the soft-deleted ones.
    List<SchemaVersion> live(String subject) {
        return versionsOf(subject).values().stream().filter(v -> !v.deleted()).toList();
    }

    Optional<CompatibilityLevel> levelOf(String subject) {
        return Optional.ofNullable(levels.get(Optional.of(subject)));
    }

    CompatibilityLevel globalLevel() {
        return levels.getOrDefault(Optional.empty(), DEFAULT_LEVEL);
    }

    CompatibilityLevel effectiveLevel(String subject) {
        return levelOf(subject).orElseGet(this::globalLevel);
    }

    int nextVersion(String subject) {
        var versions = versionsOf(subject);
        return versions.isEmpty() ? 1 : versions.lastKey() + 1;
    }

    Optional<Integer> idOf(String schema) {
        return everything()
                .filter(v -> v.schema().equals(schema))
                .map(SchemaVersion::id)
                .findFirst();
    }

    /// Spends an id: whatever becomes of it, it is never given out again.
    int spendId() {
        highestId = highestId + 1;
        return highestId;
    }

    private NavigableMap<Integer, SchemaVersion> versionsOf(String subject) {
        return subjects.getOrDefault(subject, Collections.emptyNavigableMap());
    }

    private void put(SchemaVersion version) {
        highestId = Math.max(highestId, version.id());
        replace(version.subject(), versions -> versions.put(version.version(), version));
    }

    private void forget(Change.VersionForgotten gone) {
        highestId = Math.max(highestId, gone.id());
        replace(gone.subject(), versions -> versions.remove(gone.version()));
    }

    private void softDelete(Change.SubjectDeleted deleted) {
        replace(
                deleted.subject(),
                versions ->
                        versions.headMap(deleted.upToVersion(), true)
                                .replaceAll((_, version) -> version.softDeleted()));
    }

    private void replace(String subject, Consumer<NavigableMap<Integer, SchemaVersion>> edit) {
        var versions = new TreeMap<>(versionsOf(subject));
        edit.accept(versions);
        if (versions.isEmpty()) {
            subjects.remove(subject);
        } else {
            subjects.put(subject, Collections.unmodifiableNavigableMap(versions));
        }
    }
}
