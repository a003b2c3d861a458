package dev.inquest.schemas;

/// Says that the registry refuses a schema for what it is: asking again changes nothing.
public final class SchemaRefused extends Exception {

    public SchemaRefused(String message) {
        super(message);
    }
}
