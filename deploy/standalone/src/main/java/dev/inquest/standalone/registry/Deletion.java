package dev.inquest.standalone.registry;

import dev.inquest.standalone.registry.Refusal.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Deleting takes two steps, so that a slip can be mended: first softly, then for good, and each
/// step only after the one before.
final class Deletion {

    private final Catalogue catalogue;
    private final Subjects subjects;

    Deletion(Catalogue catalogue, Subjects subjects) {
        this.catalogue = catalogue;
        this.subjects = subjects;
    }

    /// The versions that this step would delete.
    List<SchemaVersion> versions(String subject, boolean permanent) {
        var all = subjects.versions(subject, true);
        var live = catalogue.live(subject);
        if (permanent && !live.isEmpty()) {
            throw new Refusal(
                    Reason.SUBJECT_NOT_SOFT_DELETED,
                    "Subject '%s' was not deleted first before being permanently deleted"
                            .formatted(subject));
        }
        if (!permanent && live.isEmpty()) {
            throw new Refusal(
                    Reason.SUBJECT_SOFT_DELETED,
                    "Subject '%s' was soft deleted. Set permanent=true to delete permanently"
                            .formatted(subject));
        }
        return permanent ? all : live;
    }

    /// A subject's own compatibility level goes with it.
    List<Change> ofSubject(String subject, List<SchemaVersion> versions, boolean permanent) {
        var changes = new ArrayList<Change>();
        if (permanent) {
            versions.forEach(version -> changes.add(ofVersion(version, true)));
        } else {
            changes.add(new Change.SubjectDeleted(subject, versions.getLast().version()));
        }
        if (catalogue.levelOf(subject).isPresent()) {
            changes.add(new Change.LevelCleared(Optional.of(subject)));
        }
        return changes;
    }

    /// The version that this step would delete. "Latest" is the latest of those this step may
    /// touch.
    SchemaVersion version(String subject, VersionName name, boolean permanent) {
        var version = subjects.version(subject, name, reachesDeleted(name, permanent));
        if (permanent && !version.deleted()) {
            throw new Refusal(
                    Reason.VERSION_NOT_SOFT_DELETED,
                    "Subject '%s' Version %d was not deleted first before being permanently deleted"
                            .formatted(subject, version.version()));
        }
        if (!permanent && version.deleted()) {
            throw new Refusal(
                    Reason.VERSION_SOFT_DELETED,
                    "Subject '%s' Version %d was soft deleted. Set permanent=true to delete permanently"
                            .formatted(subject, version.version()));
        }
        return version;
    }

    Change ofVersion(SchemaVersion version, boolean permanent) {
        if (permanent) {
            return new Change.VersionForgotten(version.subject(), version.version(), version.id());
        }
        return new Change.VersionSet(version.softDeleted());
    }

    private static boolean reachesDeleted(VersionName name, boolean permanent) {
        return permanent || name instanceof VersionName.Exactly;
    }
}
