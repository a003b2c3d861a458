package dev.inquest.collectors.pods;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Which logs of pods are looked at, and how often.
///
/// @param directory where the kubelet keeps them
/// @param namespaces which namespaces are watched; `*` stands for any letters
/// @param state where it is kept how far was read, over a restart
/// @param every how often to look
public record PodLogSettings(Path directory, List<String> namespaces, Path state, Duration every) {

    /// Where the kubelet keeps the logs of pods.
    public static final Path USUAL_DIRECTORY = Path.of("/var/log/pods");

    /// What belongs to the cluster itself rather than to the people who use it.
    public static final List<String> SYSTEM_NAMESPACES =
            List.of("kube-*", "*-system", "cilium*", "calico-*", "tigera-*", "openshift-*");

    private static final Pattern GLOB = Pattern.compile("[a-z0-9*][a-z0-9.*-]{0,62}");

    public PodLogSettings {
        for (var glob : namespaces) {
            if (!GLOB.matcher(glob).matches()) {
                throw new IllegalArgumentException("no name of a namespace: '" + glob + "'");
            }
        }
        namespaces = List.copyOf(namespaces);
    }

    /// The usual rhythm.
    public static PodLogSettings of(Path directory, List<String> namespaces, Path state) {
        return new PodLogSettings(directory, namespaces, state, Duration.ofSeconds(2));
    }

    /// What the name of a watched namespace looks like.
    Pattern watched() {
        return Pattern.compile(
                namespaces.stream()
                        .map(glob -> glob.replace(".", "\\.").replaceAll("\\*+", ".*"))
                        .collect(Collectors.joining("|")));
    }
}
