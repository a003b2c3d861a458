package dev.inquest.standalone.registry;

import dev.inquest.standalone.registry.Refusal.Reason;
import java.util.List;
import java.util.Optional;

/// Answers questions about subjects and their versions, with the refusal that fits when there is no
/// answer.
final class Subjects {

    private final Catalogue catalogue;

    Subjects(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    List<String> names(boolean deleted) {
        return catalogue
                .subjects()
                .filter(subject -> deleted || !catalogue.live(subject).isEmpty())
                .toList();
    }

    /// The versions a reader sees, oldest first; never empty.
    List<SchemaVersion> versions(String subject, boolean deleted) {
        var versions = visible(subject, deleted);
        if (versions.isEmpty()) {
            throw notFound(subject);
        }
        return versions;
    }

    SchemaVersion version(String subject, VersionName name, boolean deleted) {
        return find(versions(subject, deleted), name)
                .orElseThrow(() ->
                        new Refusal(
                                Reason.VERSION_NOT_FOUND, "Version %s not found.".formatted(name)));
    }

    Optional<SchemaVersion> holding(String subject, String schema, boolean deleted) {
        return visible(subject, deleted).stream()
                .filter(v -> v.schema().equals(schema))
                .reduce((_, later) -> later);
    }

    static Optional<SchemaVersion> find(List<SchemaVersion> oldestFirst, VersionName name) {
        return switch (name) {
            case VersionName.Latest _ ->
                    oldestFirst.isEmpty() ? Optional.empty() : Optional.of(oldestFirst.getLast());
            case VersionName.Exactly(int number) ->
                    oldestFirst.stream().filter(v -> v.version() == number).findFirst();
        };
    }

    static Refusal notFound(String subject) {
        return new Refusal(Reason.SUBJECT_NOT_FOUND, "Subject '%s' not found.".formatted(subject));
    }

    private List<SchemaVersion> visible(String subject, boolean deleted) {
        return deleted ? catalogue.versions(subject) : catalogue.live(subject);
    }
}
