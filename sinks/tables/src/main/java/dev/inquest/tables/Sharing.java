package dev.inquest.tables;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/// Lets records share what is equal in them: the keys of their maps, and texts that many have. A
/// fleet of a million nodes has few kernels and zones. Used by one thread; bounded, because a newer
/// text takes the place of an older one.
final class Sharing {

    private static final int TEXTS = 1 << 16;
    private static final int KEY_SETS = 1 << 12;

    private final @Nullable String[] texts = new String[TEXTS];
    private final Map<Integer, String[]> keySets = new HashMap<>();

    /// The same record, with shared parts.
    <V extends SpecificRecord> V shared(V record) {
        for (var field : record.getSchema().getFields()) {
            switch (record.get(field.pos())) {
                case Map<?, ?> map when !map.isEmpty() && areTexts(map) ->
                        record.put(field.pos(), map(map));
                case List<?> list when !list.isEmpty() && list.getFirst() instanceof String ->
                        record.put(field.pos(), list.stream().map(this::element).toList());
                case null, default -> {}
            }
        }
        return record;
    }

    private static boolean areTexts(Map<?, ?> map) {
        return map.values().iterator().next() instanceof String;
    }

    private String element(Object text) {
        return text((String) text);
    }

    private SharedKeysMap map(Map<?, ?> map) {
        var keys = map.keySet().stream().map(String.class::cast).sorted().toArray(String[]::new);
        var shared = keys(keys);
        var values = new String[shared.length];
        for (var i = 0; i < values.length; i++) {
            values[i] = text(String.valueOf(map.get(shared[i])));
        }
        return new SharedKeysMap(shared, values);
    }

    private String[] keys(String[] keys) {
        var slot = Arrays.hashCode(keys) & (KEY_SETS - 1);
        var known = keySets.get(slot);
        if (known != null && Arrays.equals(known, keys)) {
            return known;
        }
        for (var i = 0; i < keys.length; i++) {
            keys[i] = text(keys[i]);
        }
        keySets.put(slot, keys);
        return keys;
    }

    private String text(String text) {
        var hash = text.hashCode();
        var slot = (hash ^ (hash >>> 16)) & (TEXTS - 1);
        var known = texts[slot];
        if (known != null && known.equals(text)) {
            return known;
        }
        texts[slot] = text;
        return text;
    }
}
