package dev.inquest.topology.store;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.KeyDeserializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.inquest.crash.KernelSignal;
import dev.inquest.detection.cases.CaseChange;
import dev.inquest.detection.cases.Memory;
import dev.inquest.detection.event.NodeId;
import dev.inquest.detection.node.NodeState;
import dev.inquest.detection.pattern.NodePattern;
import dev.inquest.schemas.NodeKey;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/// Writes what the applications remember as JSON, field by field of the records, so that a store
/// can be read by eye and survives a new field.
///
/// Sealed types carry the simple name of their variant, memories the id of their pattern.
public final class StoredJson {

    private final ObjectMapper json;

    public StoredJson(List<NodePattern<?>> patterns) {
        this.json = mapper();
        variants(NodeState.class);
        variants(CaseChange.class);
        variants(KernelSignal.class);
        json.addMixIn(Memory.class, Tagged.class);
        patterns.forEach(pattern ->
                json.registerSubtypes(new NamedType(pattern.start().getClass(), pattern.id())));
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "@")
    private interface Tagged {}

    private static ObjectMapper mapper() {
        return JsonMapper.builder()
                .addModule(new JavaTimeModule())
                .addModule(new Jdk8Module())
                .addModule(nodesAsKeys())
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                // The memory of a pattern that is no more is dropped, and the node is kept.
                .disable(DeserializationFeature.FAIL_ON_INVALID_SUBTYPE)
                .defaultSetterInfo(JsonSetter.Value.forContentNulls(Nulls.SKIP))
                .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
                .visibility(PropertyAccessor.ALL, JsonAutoDetect.Visibility.NONE)
                .visibility(PropertyAccessor.FIELD, JsonAutoDetect.Visibility.ANY)
                .visibility(PropertyAccessor.CREATOR, JsonAutoDetect.Visibility.ANY)
                .build();
    }

    private static SimpleModule nodesAsKeys() {
        return new SimpleModule()
                .addKeyDeserializer(
                        NodeId.class,
                        new KeyDeserializer() {
                            @Override
                            public Object deserializeKey(String key, DeserializationContext in) {
                                var node = NodeKey.parse(key);
                                return new NodeId(node.cluster(), node.node());
                            }
                        });
    }

    private void variants(Class<?> sealed) {
        json.addMixIn(sealed, Tagged.class);
        leaves(sealed)
                .forEach(leaf -> json.registerSubtypes(new NamedType(leaf, leaf.getSimpleName())));
    }

    private static Stream<Class<?>> leaves(Class<?> type) {
        var permitted = type.getPermittedSubclasses();
        return permitted == null
                ? Stream.of(type)
                : Arrays.stream(permitted).flatMap(StoredJson::leaves).distinct();
    }

    /// A serde of one type.
    public <T> Serde<T> serde(Class<T> type) {
        return Serdes.serdeFrom(
                (topic, value) -> value == null ? null : write(value),
                (topic, bytes) -> bytes == null ? null : read(bytes, type));
    }

    private byte[] write(Object value) {
        try {
            return json.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new SerializationException("cannot store a " + value.getClass().getName(), e);
        }
    }

    private <T> T read(byte[] bytes, Class<T> type) {
        try {
            return json.readValue(bytes, type);
        } catch (IOException e) {
            throw new SerializationException("cannot read a stored " + type.getName(), e);
        }
    }
}
