package dev.inquest.standalone.registry;

/// A schema in its place: which subject holds it, under which version, and by which id the world
/// knows it.
public record SchemaVersion(String subject, int version, int id, String schema, boolean deleted) {

    SchemaVersion softDeleted() {
        return new SchemaVersion(subject, version, id, schema, true);
    }
}
