package dev.inquest.tables;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A map of a handful of keys that a million other maps have too: it holds values only, and the
/// sorted keys together with the others. It cannot be changed.
final class SharedKeysMap extends AbstractMap<String, String> {

    private final String[] keys;
    private final String[] values;

    /// @param keys sorted; not copied, so that maps can share them
    SharedKeysMap(String[] keys, String[] values) {
        this.keys = keys;
        this.values = values;
    }

    /// Whether a key stands at a place.
    boolean isAt(int index, String key) {
        return index < keys.length && keys[index].equals(key);
    }

    String value(int index) {
        return values[index];
    }

    /// Where a key is; negative where it is not.
    int index(@Nullable Object key) {
        return key instanceof String text ? Arrays.binarySearch(keys, text) : -1;
    }

    @Override
    public @Nullable String get(@Nullable Object key) {
        var index = index(key);
        return index < 0 ? null : values[index];
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
        return index(key) >= 0;
    }

    @Override
    public int size() {
        return keys.length;
    }

    @Override
    public Set<Entry<String, String>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public Iterator<Entry<String, String>> iterator() {
                return new Entries();
            }

            @Override
            public int size() {
                return keys.length;
            }
        };
    }

    private final class Entries implements Iterator<Entry<String, String>> {
        private int next;

        @Override
        public boolean hasNext() {
            return next < keys.length;
        }

        @Override
        public Entry<String, String> next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            var index = next++;
            return Map.entry(keys[index], values[index]);
        }
    }
}
