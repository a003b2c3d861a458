package dev.inquest.schemas;

import java.io.IOException;
import org.apache.avro.Schema;

/// Knows the number that the registry gives a schema, which is all that a writer needs of one.
@FunctionalInterface
public interface SchemaIds {

    /// The schema's id under a subject; it is registered there if it was not yet.
    ///
    /// @throws SchemaRefused when the registry will never take it
    /// @throws IOException when the registry does not answer, or not now
    int idOf(String subject, Schema schema) throws IOException, SchemaRefused;
}
