package dev.inquest.tables;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads one key of many maps. Most rows of a table share the keys of their maps, so where it was
/// in the last one it is in the next: nothing is searched for. May be used by many threads.
public final class SharedKey {

    private final String name;

    // A guess that is checked: written by anybody, without a lock.
    private int last;

    public SharedKey(String name) {
        this.name = name;
    }

    /// The value of the key in a map; null where it has none.
    public @Nullable String in(Map<String, String> map) {
        if (!(map instanceof SharedKeysMap shared)) {
            return map.get(name);
        }
        var index = last;
        if (!shared.isAt(index, name)) {
            index = shared.index(name);
            if (index < 0) {
                return null;
            }
            last = index;
        }
        return shared.value(index);
    }
}
