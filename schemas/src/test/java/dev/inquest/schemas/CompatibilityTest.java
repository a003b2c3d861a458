package dev.inquest.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every schema must read what every released version of it wrote (BACKWARD_TRANSITIVE).
///
/// The released schemas lie in `src/test/resources/released/VERSION/TOPIC.avsc`.
class CompatibilityTest {

    private static final Path RELEASED = Path.of("src/test/resources/released");

    static List<Topic<? extends SpecificRecord>> topics() {
        return new Topics("", TimeSource.BROKER).all();
    }

    @ParameterizedTest
    @MethodSource("topics")
    void whatWasEverReleasedCanStillBeRead(Topic<? extends SpecificRecord> topic) {
        var reader = SpecificData.get().getSchema(topic.type());

        assertThat(released(topic))
                .isNotEmpty()
                .allSatisfy(writer ->
                        assertThat(
                                        SchemaCompatibility.checkReaderWriterCompatibility(
                                                        reader, writer)
                                                .getResult()
                                                .getIncompatibilities())
                                .isEmpty());
    }

    @ParameterizedTest
    @MethodSource("topics")
    void everyFieldIsDocumented(Topic<? extends SpecificRecord> topic) {
        var schema = SpecificData.get().getSchema(topic.type());

        assertThat(records(schema))
                .allSatisfy(record -> {
                    assertThat(record.getDoc()).as(record.getFullName()).isNotBlank();
                    assertThat(record.getFields())
                            .allSatisfy(field ->
                                    assertThat(field.doc())
                                            .as(record.getName() + "." + field.name())
                                            .isNotBlank());
                });
    }

    private static List<Schema> records(Schema schema) {
        return switch (schema.getType()) {
            case RECORD ->
                    Stream.concat(
                                    Stream.of(schema),
                                    schema.getFields().stream()
                                            .flatMap(field -> records(field.schema()).stream()))
                            .toList();
            case ARRAY -> records(schema.getElementType());
            case MAP -> records(schema.getValueType());
            case UNION ->
                    schema.getTypes().stream().flatMap(type -> records(type).stream()).toList();
            default -> List.of();
        };
    }

    private static List<Schema> released(Topic<?> topic) {
        try (var versions = Files.list(RELEASED)) {
            return versions.map(version -> version.resolve(topic.shortName() + ".avsc"))
                    .filter(Files::exists)
                    .map(CompatibilityTest::parse)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Schema parse(Path file) {
        try {
            return new Schema.Parser().parse(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
