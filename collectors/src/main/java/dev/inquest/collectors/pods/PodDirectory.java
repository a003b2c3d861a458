package dev.inquest.collectors.pods;

import java.util.Optional;
import java.util.regex.Pattern;

/// A pod by the directory in which the kubelet keeps its logs: `NAMESPACE_POD_UID`.
public record PodDirectory(String namespace, String pod, String uid) {

    private static final Pattern NAME =
            Pattern.compile(
                    "([a-z0-9][a-z0-9.-]{0,62})_([a-z0-9][a-z0-9.-]{0,252})_([0-9a-f-]{8,64})");

    /// The pod that a directory of this name belongs to, if the name is of that form.
    public static Optional<PodDirectory> parse(String name) {
        var match = NAME.matcher(name);
        return match.matches()
                ? Optional.of(new PodDirectory(match.group(1), match.group(2), match.group(3)))
                : Optional.empty();
    }

    /// Whether the pod is one of this workload, such as `cilium` or `kube-proxy`.
    public boolean isOf(String workload) {
        return Workload.of(this).name().equals(workload)
                || (isStatic() && pod.startsWith(workload + "-"));
    }

    /// A pod that the kubelet runs from a file has a hash for a uid and the node's name at its end.
    boolean isStatic() {
        return uid.indexOf('-') < 0;
    }
}
