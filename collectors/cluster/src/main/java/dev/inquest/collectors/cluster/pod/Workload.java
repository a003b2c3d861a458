package dev.inquest.collectors.cluster.pod;

import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Names what a pod belongs to, from the pod alone: asking for ReplicaSets and Jobs would need
/// further permissions.
final class Workload {

    private static final String TEMPLATE_HASH = "pod-template-hash";
    private static final String REVISION_HASH = "controller-revision-hash";

    /// A CronJob names its jobs by itself and the minute they were due.
    private static final Pattern SCHEDULED_JOB = Pattern.compile("(.+)-\\d{8}");

    private Workload() {}

    /// Such as `daemonset/cilium`; a pod of its own is `pod/` and its name.
    static String of(Pod pod) {
        var owners = pod.getMetadata().getOwnerReferences();
        var owner =
                owners.stream()
                        .filter(one -> Boolean.TRUE.equals(one.getController()))
                        .findFirst()
                        .or(() -> owners.stream().findFirst());
        return owner.map(one -> of(pod, one)).orElse("pod/" + pod.getMetadata().getName());
    }

    private static String of(Pod pod, OwnerReference owner) {
        var name = owner.getName();
        return switch (owner.getKind()) {
            case "ReplicaSet" -> replicaSet(name, labels(pod).get(TEMPLATE_HASH));
            case "Job" -> job(name);
            case "Node" -> "static/" + without(pod.getMetadata().getName(), name);
            default -> owner.getKind().toLowerCase(Locale.ROOT) + "/" + name;
        };
    }

    /// A Deployment names its ReplicaSets by itself and the hash that it also puts on the pods.
    private static String replicaSet(String name, @Nullable String hash) {
        var ending = "-" + hash;
        return hash != null && name.endsWith(ending) && name.length() > ending.length()
                ? "deployment/" + without(name, hash)
                : "replicaset/" + name;
    }

    private static String job(String name) {
        var scheduled = SCHEDULED_JOB.matcher(name);
        return scheduled.matches() ? "cronjob/" + scheduled.group(1) : "job/" + name;
    }

    private static String without(String name, String ending) {
        return name.endsWith("-" + ending)
                ? name.substring(0, name.length() - ending.length() - 1)
                : name;
    }

    /// The revision of the pod's template, by whatever hash its controller wrote down.
    static String revision(Pod pod) {
        var labels = labels(pod);
        var revision = labels.get(REVISION_HASH);
        return revision == null ? labels.getOrDefault(TEMPLATE_HASH, "") : revision;
    }

    private static Map<String, String> labels(Pod pod) {
        var labels = pod.getMetadata().getLabels();
        return labels == null ? Map.of() : labels;
    }
}
