package dev.inquest.standalone.registry;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The JSON that Confluent's clients read, field by field.
final class Answers {

    private Answers() {}

    @Serdeable
    record Id(int id) {}

    @Serdeable
    record SchemaText(String schema) {}

    @Serdeable
    record Version(String subject, int version, int id, String schema) {

        static Version of(SchemaVersion held) {
            return new Version(held.subject(), held.version(), held.id(), held.schema());
        }
    }

    @Serdeable
    record Use(String subject, int version) {}

    /// Asked for as `compatibility`, answered as `compatibilityLevel`.
    @Serdeable
    record Level(String compatibilityLevel) {}

    @Serdeable
    record LevelAccepted(String compatibility) {}

    @Serdeable
    record Mode(String mode) {}

    @Serdeable
    record Verdict(
            @JsonProperty("is_compatible") boolean compatible,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<String> messages) {}

    @Serdeable
    record Failure(@JsonProperty("error_code") int code, String message) {}
}
