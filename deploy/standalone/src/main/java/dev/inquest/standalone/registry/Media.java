package dev.inquest.standalone.registry;

import io.micronaut.http.MediaType;

/// The content types Confluent's clients send and expect.
final class Media {

    static final String V1 = "application/vnd.schemaregistry.v1+json";
    static final String ANY_VERSION = "application/vnd.schemaregistry+json";
    static final String JSON = MediaType.APPLICATION_JSON;

    private Media() {}
}
