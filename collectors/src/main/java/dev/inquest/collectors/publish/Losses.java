package dev.inquest.collectors.publish;

import java.util.Map;
import java.util.TreeMap;

/// What a publisher could not keep, exactly counted.
///
/// @param lost events per topic that will never be delivered
/// @param suppressed events per kind that were held back because too many of the kind came
public record Losses(Map<String, Long> lost, Map<String, Long> suppressed) {

    public static final Losses NONE = new Losses(Map.of(), Map.of());

    /// Both together.
    public Losses and(Losses other) {
        return new Losses(sum(lost, other.lost), sum(suppressed, other.suppressed));
    }

    static Map<String, Long> sum(Map<String, Long> one, Map<String, Long> other) {
        var sum = new TreeMap<>(one);
        other.forEach((name, count) -> sum.merge(name, count, Long::sum));
        return Map.copyOf(sum);
    }
}
