package dev.inquest.schemas;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import org.apache.avro.Schema;

/// Asks the registry through Confluent's client, which knows every way to log in.
public record RegistryIds(SchemaRegistryClient registry) implements SchemaIds {

    @Override
    public int idOf(String subject, Schema schema) throws IOException, SchemaRefused {
        try {
            return registry.register(subject, new AvroSchema(schema));
        } catch (RestClientException e) {
            if (HttpSchemaIds.isFinal(e.getStatus())) {
                throw new SchemaRefused(String.valueOf(e.getMessage()));
            }
            throw new IOException(e);
        }
    }
}
