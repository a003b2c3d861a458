package dev.inquest.detection.known;

import java.util.HashSet;
import java.util.List;
import java.util.Map;

/// All advisories of an operator.
///
/// @param revision tells one content from another, so that a verdict reached by earlier data is
///   seen to be one
public record Advisories(List<Advisory> list, int revision) {

    /// None: nothing is advised against.
    public static final Advisories NONE = new Advisories(List.of());

    public Advisories(List<Advisory> list) {
        this(List.copyOf(list), list.hashCode());
    }

    public Advisories {
        var ids = new HashSet<String>();
        for (var advisory : list) {
            if (!ids.add(advisory.id())) {
                throw new IllegalArgumentException(
                        "advisory " + advisory.id() + " stands there twice");
            }
        }
    }

    /// Those that concern a node with these facts.
    public List<Advisory> concerning(Map<String, String> facts) {
        return list.stream().filter(advisory -> advisory.concerns(facts)).toList();
    }
}
