package dev.inquest.topology.known;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/// Reads a data file of known things, strictly: a field too many or too few is an error that names
/// the line. What may be left out says so with `@JsonSetter(nulls = Nulls.AS_EMPTY)`.
final class DataFile {

    private static final YAMLMapper YAML =
            YAMLMapper.builder()
                    .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
                    .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .defaultSetterInfo(JsonSetter.Value.construct(Nulls.FAIL, Nulls.FAIL))
                    .build();

    private DataFile() {}

    /// Reads one kind of file.
    interface Reading<T> {
        T read(InputStream in, String name) throws IOException;
    }

    /// A file that ships with Inquest.
    static <T> T builtIn(String name, Reading<T> reading) {
        try (var in = DataFile.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing from the program");
            }
            return reading.read(in, name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The file's entries as they stand there.
    ///
    /// @throws IllegalArgumentException naming the file and, where it is known, the line
    static <T> T read(InputStream in, String name, Class<T> kind) throws IOException {
        try {
            @Nullable T file = YAML.readValue(in, kind);
            if (file == null) {
                throw new IllegalArgumentException(name + ": it says nothing");
            }
            return file;
        } catch (JsonProcessingException e) {
            var at = e.getLocation();
            var line = at == null ? "" : ":" + at.getLineNr();
            throw new IllegalArgumentException(name + line + ": " + reason(e), e);
        } catch (CharConversionException e) {
            throw new IllegalArgumentException(name + ": it is no UTF-8", e);
        }
    }

    /// What the value's own reader said, rather than how Jackson wraps it.
    private static String reason(JsonProcessingException e) {
        var cause = e.getCause();
        return String.valueOf(
                e instanceof JsonMappingException && cause != null
                        ? cause.getMessage()
                        : e.getOriginalMessage());
    }
}
