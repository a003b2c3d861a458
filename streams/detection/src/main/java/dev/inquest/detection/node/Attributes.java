package dev.inquest.detection.node;

import dev.inquest.detection.event.Event.Facts;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What a node is, as each source of facts tells it.
///
/// @param releaseAt when a source last named the kernel release
public record Attributes(Map<String, Map<String, String>> bySource, Optional<Instant> releaseAt) {

    /// The source that wins where two disagree.
    public static final String AGENT = "agent";

    /// Nothing known.
    public static final Attributes NONE = new Attributes(Map.of(), Optional.empty());

    private static final int MAX_SOURCES = 8;

    Attributes after(Facts facts) {
        if (bySource.size() >= MAX_SOURCES && !bySource.containsKey(facts.source())) {
            return this;
        }
        var sources = new HashMap<>(bySource);
        sources.put(facts.source(), Map.copyOf(facts.attributes()));
        var named = facts.attributes().containsKey("kernel_release");
        return new Attributes(Map.copyOf(sources), named ? Optional.of(facts.at()) : releaseAt);
    }

    /// One map of all sources, by name; the agent wins.
    public Map<String, String> merged() {
        var merged = new TreeMap<String, String>();
        new TreeMap<>(bySource)
                .forEach((source, attributes) -> {
                    if (!source.equals(AGENT)) {
                        merged.putAll(attributes);
                    }
                });
        merged.putAll(bySource.getOrDefault(AGENT, Map.of()));
        return merged;
    }

    /// One attribute, or an empty text.
    public String get(String name) {
        return merged().getOrDefault(name, "");
    }
}
