package dev.inquest.telemetry;

import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Attributes in OTLP's form, in the order they were put; what is empty is not put.
public final class Attributes {

    /// Of one value; more is cut.
    private static final int LONGEST = 4_096;

    private final List<KeyValue> all = new ArrayList<>();

    public Attributes put(String name, String value) {
        if (!value.isEmpty()) {
            all.add(of(name, text(value)));
        }
        return this;
    }

    public Attributes put(String name, Optional<String> value) {
        value.ifPresent(present -> put(name, present));
        return this;
    }

    public Attributes put(String name, long value) {
        all.add(of(name, AnyValue.newBuilder().setIntValue(value).build()));
        return this;
    }

    public Attributes put(String name, boolean value) {
        all.add(of(name, AnyValue.newBuilder().setBoolValue(value).build()));
        return this;
    }

    public Attributes put(String name, List<String> values) {
        if (!values.isEmpty()) {
            var array = ArrayValue.newBuilder();
            values.forEach(value -> array.addValues(text(value)));
            all.add(of(name, AnyValue.newBuilder().setArrayValue(array).build()));
        }
        return this;
    }

    static List<KeyValue> of(Map<String, String> map) {
        var attributes = new Attributes();
        new TreeMap<>(map).forEach(attributes::put);
        return attributes.all();
    }

    public List<KeyValue> all() {
        return List.copyOf(all);
    }

    private static KeyValue of(String name, AnyValue value) {
        return KeyValue.newBuilder().setKey(name).setValue(value).build();
    }

    private static AnyValue text(String value) {
        var cut = value.length() <= LONGEST ? value : value.substring(0, LONGEST);
        // Half a pair of surrogates is no text that protobuf would take.
        return AnyValue.newBuilder()
                .setStringValue(
                        new String(cut.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
                .build();
    }
}
