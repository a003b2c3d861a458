package dev.inquest.standalone.registry;

import dev.inquest.standalone.registry.Refusal.Reason;
import io.confluent.kafka.schemaregistry.CompatibilityLevel;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/// The registry's rules: who gets which id, what may follow what, and what deleting means. Every
/// change is in the journal before anybody is told of it, and one writer works at a time.
public final class Registry {

    private final Journal journal;
    private final Catalogue catalogue = new Catalogue();
    private final Subjects subjects = new Subjects(catalogue);
    private final Deletion deletion = new Deletion(catalogue, subjects);
    private final ReentrantLock writing = new ReentrantLock();

    /// Takes up where the journal ends.
    public Registry(Journal journal) {
        this.journal = journal;
        journal.replay(catalogue::apply);
    }

    /// The id by which the schema is known from now on; the same schema keeps its id, whichever
    /// subjects hold it.
    public int register(String subject, Proposal proposal) {
        SubjectName.require(subject);
        var schema = proposal.parse();
        return alone(() -> registerAlone(subject, schema));
    }

    private int registerAlone(String subject, AvroSchema schema) {
        var text = schema.canonicalString();
        var known = subjects.holding(subject, text, false);
        if (known.isPresent()) {
            return known.get().id();
        }
        refuseIncompatible(subject, schema);
        var id = catalogue.idOf(text).orElseGet(catalogue::spendId);
        var version = catalogue.nextVersion(subject);
        commit(
                List.of(
                        new Change.VersionSet(
                                new SchemaVersion(subject, version, id, text, false))));
        return id;
    }

    private void refuseIncompatible(String subject, AvroSchema schema) {
        var level = catalogue.effectiveLevel(subject);
        var objections = Compatibility.objections(schema, level, catalogue.live(subject));
        if (!objections.isEmpty()) {
            throw new Refusal(
                    Reason.INCOMPATIBLE,
                    "Schema being registered is incompatible with an earlier schema for subject \"%s\", details: %s"
                            .formatted(subject, objections));
        }
    }

    /// Finds out under which version a subject holds this schema.
    public SchemaVersion lookUp(String subject, Proposal proposal, boolean deleted) {
        var text = proposal.parse().canonicalString();
        subjects.versions(subject, deleted);
        return subjects.holding(subject, text, deleted)
                .orElseThrow(() -> new Refusal(Reason.SCHEMA_NOT_FOUND, "Schema not found"));
    }

    public String schema(int id) {
        return uses(id, true).getFirst().schema();
    }

    /// Where the schema with this id is held; empty if only soft-deleted versions hold it and they
    /// are not asked for.
    public List<SchemaVersion> uses(int id, boolean deleted) {
        var all = catalogue.everything().filter(v -> v.id() == id).toList();
        if (all.isEmpty()) {
            throw new Refusal(Reason.SCHEMA_NOT_FOUND, "Schema %d not found".formatted(id));
        }
        return all.stream().filter(v -> deleted || !v.deleted()).toList();
    }

    public List<String> subjects(boolean deleted) {
        return subjects.names(deleted);
    }

    public List<SchemaVersion> versions(String subject, boolean deleted) {
        return subjects.versions(subject, deleted);
    }

    public SchemaVersion version(String subject, VersionName name, boolean deleted) {
        return subjects.version(subject, name, deleted);
    }

    /// What stands against a schema following one version of a subject. A subject without versions
    /// objects to nothing.
    public List<String> objections(String subject, VersionName name, Proposal proposal) {
        var schema = proposal.parse();
        return Compatibility.objections(
                schema, catalogue.effectiveLevel(subject), predecessors(subject, name));
    }

    private List<SchemaVersion> predecessors(String subject, VersionName name) {
        return switch (name) {
            case VersionName.Latest _ ->
                    Subjects.find(catalogue.live(subject), name).stream().toList();
            case VersionName.Exactly _ -> List.of(subjects.version(subject, name, false));
        };
    }

    /// What stands against a schema following all versions its subject has, as registering it would
    /// ask.
    public List<String> objections(String subject, Proposal proposal) {
        return Compatibility.objections(
                proposal.parse(), catalogue.effectiveLevel(subject), catalogue.live(subject));
    }

    /// The numbers of the versions deleted.
    public List<Integer> deleteSubject(String subject, boolean permanent) {
        return alone(() -> {
            var versions = deletion.versions(subject, permanent);
            commit(deletion.ofSubject(subject, versions, permanent));
            return versions.stream().map(SchemaVersion::version).toList();
        });
    }

    public int deleteVersion(String subject, VersionName name, boolean permanent) {
        return alone(() -> {
            var version = deletion.version(subject, name, permanent);
            commit(List.of(deletion.ofVersion(version, permanent)));
            return version.version();
        });
    }

    public CompatibilityLevel level() {
        return catalogue.globalLevel();
    }

    public Optional<CompatibilityLevel> level(String subject) {
        return catalogue.levelOf(subject);
    }

    public void setLevel(Optional<String> subject, CompatibilityLevel level) {
        subject.ifPresent(SubjectName::require);
        alone(() -> {
            commit(List.of(new Change.LevelSet(subject, level)));
            return level;
        });
    }

    /// The level that was in force until now.
    public CompatibilityLevel clearLevel(Optional<String> subject) {
        return alone(() -> {
            var level =
                    subject.map(s -> catalogue.levelOf(s).orElseThrow(() -> noLevel(s)))
                            .orElseGet(catalogue::globalLevel);
            commit(List.of(new Change.LevelCleared(subject)));
            return level;
        });
    }

    static Refusal noLevel(String subject) {
        return new Refusal(
                Reason.NO_SUBJECT_LEVEL,
                "Subject '%s' does not have subject-level compatibility configured"
                        .formatted(subject));
    }

    private void commit(List<Change> changes) {
        journal.write(changes);
        changes.forEach(catalogue::apply);
    }

    private <T> T alone(Supplier<T> work) {
        writing.lock();
        try {
            return work.get();
        } finally {
            writing.unlock();
        }
    }
}
