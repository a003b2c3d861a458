package dev.inquest.topology.known;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/// Lays entries of one file over those of another, by id: the same id replaces, a new one is added.
final class Overlay<T> {

    private final Function<T, String> id;
    private final Map<String, T> byId = new LinkedHashMap<>();
    private final Set<String> laid = new HashSet<>();

    Overlay(List<T> below, Function<T, String> id) {
        this.id = id;
        below.forEach(entry -> byId.put(id.apply(entry), entry));
    }

    /// @throws IllegalArgumentException when this id was laid before
    void lay(T entry) {
        if (!laid.add(id.apply(entry))) {
            throw new IllegalArgumentException(
                    "id: there are two of '%s'".formatted(id.apply(entry)));
        }
        byId.put(id.apply(entry), entry);
    }

    /// Takes an entry away.
    ///
    /// @return whether there was one
    boolean disable(String id) {
        return byId.remove(id) != null;
    }

    List<T> all() {
        return List.copyOf(byId.values());
    }
}
