package dev.inquest.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inquest.schemas.wire.Heartbeat;
import dev.inquest.schemas.wire.NodeFacts;
import io.confluent.kafka.schemaregistry.ParsedSchema;
import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;

class WireFormatTest {

    private final MockSchemaRegistryClient registry = new MockSchemaRegistryClient();
    private final WireDeserializer<Heartbeat> deserializer =
            new WireDeserializer<>(registry, Heartbeat.class);

    @Test
    void aRecordStartsWithAZeroByteAndTheBigEndianSchemaId() throws Exception {
        var bytes = serialize(Heartbeat.newBuilder().setBootId("b1").build());

        assertThat(bytes[0]).isZero();
        assertThat(registry.getSchemaById(ByteBuffer.wrap(bytes, 1, 4).getInt()).name())
                .isEqualTo("dev.inquest.schemas.wire.Heartbeat");
    }

    @Test
    void whatIsWrittenIsRead() {
        var heartbeat = Heartbeat.newBuilder().setBootId("b1").setSequence(7).build();

        assertThat(deserializer.deserialize("t", serialize(heartbeat))).isEqualTo(heartbeat);
    }

    @Test
    void aTickHasNoValue() {
        assertThat(deserializer.deserialize("t", null)).isNull();
    }

    @Test
    void bytesInAnotherFormatAreRefused() {
        assertThatThrownBy(() -> deserializer.deserialize("t", new byte[] {1, 2, 3, 4, 5, 6}))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("Confluent wire format");
    }

    @Test
    void aCutRecordIsRefused() {
        var bytes = serialize(Heartbeat.newBuilder().setBootId("boot-one").build());

        assertThatThrownBy(() -> deserializer.deserialize("t", Arrays.copyOf(bytes, 9)))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("cannot read a Heartbeat");
    }

    @Test
    void aRegistryThatDoesNotAnswerIsNoFaultOfTheRecord() {
        var away =
                new MockSchemaRegistryClient() {
                    @Override
                    public ParsedSchema getSchemaById(int id) throws IOException {
                        throw new ConnectException("refused");
                    }
                };
        var bytes = serialize(Heartbeat.newBuilder().setBootId("b1").build());
        var cutOff = new WireDeserializer<>(away, Heartbeat.class);

        assertThatThrownBy(() -> cutOff.deserialize("t", bytes))
                .isInstanceOf(RegistryUnreachable.class);
        assertThat(
                        RegistryUnreachable.isBehind(
                                new RuntimeException(
                                        new RegistryUnreachable("x", new IOException()))))
                .isTrue();
    }

    @Test
    void aRecordOfAnotherTypeIsRefused() {
        var facts = NodeFacts.newBuilder().setAttributes(Map.of("zone", "a")).build();
        var bytes = new WireSerializer<NodeFacts>(registry).serialize("t", facts);

        assertThatThrownBy(() -> deserializer.deserialize("t", bytes))
                .isInstanceOf(SerializationException.class);
    }

    private byte[] serialize(Heartbeat heartbeat) {
        return Objects.requireNonNull(
                new WireSerializer<Heartbeat>(registry).serialize("t", heartbeat));
    }
}
