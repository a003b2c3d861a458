package dev.inquest.collectors.cluster;

import dev.inquest.collectors.cluster.intent.IntentsFile;
import java.time.Duration;
import java.util.List;

/// What a cluster collector is told.
///
/// @param cluster the cluster's name in every key
/// @param namespaces whose pods are watched; empty means all
/// @param labels labels of nodes to publish as facts
/// @param intents the operator's windows and marks
/// @param page objects asked for at once
/// @param round how often it judges and publishes
/// @param blindAfter a lease that cannot be seen for so long is unknown
public record ClusterSettings(
        String cluster,
        List<String> namespaces,
        List<String> labels,
        IntentsFile intents,
        int page,
        Duration round,
        Duration blindAfter) {

    /// Namespaces that may be chosen; each is a watch of its own.
    public static final int MAX_NAMESPACES = 32;

    private static final int PAGE = 500;
    private static final Duration ROUND = Duration.ofMillis(500);
    private static final Duration BLIND_AFTER = Duration.ofMinutes(2);

    public ClusterSettings {
        namespaces = List.copyOf(namespaces);
        labels = List.copyOf(labels);
        if (namespaces.size() > MAX_NAMESPACES) {
            throw new IllegalArgumentException("at most " + MAX_NAMESPACES + " namespaces");
        }
    }

    /// All namespaces, no further labels.
    public static ClusterSettings of(String cluster, IntentsFile intents) {
        return new ClusterSettings(
                cluster, List.of(), List.of(), intents, PAGE, ROUND, BLIND_AFTER);
    }

    /// The same with these namespaces and labels.
    public ClusterSettings with(List<String> someNamespaces, List<String> someLabels) {
        return new ClusterSettings(
                cluster, someNamespaces, someLabels, intents, page, round, blindAfter);
    }

    /// The same, judged and published that often.
    public ClusterSettings polling(Duration interval) {
        return new ClusterSettings(
                cluster, namespaces, labels, intents, page, interval, blindAfter);
    }
}
