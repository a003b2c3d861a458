package dev.inquest.collectors.pods;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a pod most likely belongs to, guessed from its name, since the node's own files do not say.
///
/// Kubernetes appends random letters to the names of pods, out of an alphabet without vowels; a
/// Deployment also appends the hash of its template, which knows even fewer. A Job's pods look like
/// those of a DaemonSet. Where nothing fits, the pod stands for itself.
///
/// @param revision the hash of the template, for Deployments; else empty
record Workload(String kind, String name, String revision) {

    private static final String RANDOM = "-[bcdfghjklmnpqrstvwxz2456789]{5}";
    private static final Pattern DEPLOYMENT = Pattern.compile("(.+)-([456789bcdf]{6,10})" + RANDOM);
    private static final Pattern DAEMON_SET = Pattern.compile("(.+)" + RANDOM);
    private static final Pattern STATEFUL_SET = Pattern.compile("(.+)-[0-9]{1,5}");

    static Workload of(PodDirectory pod) {
        if (pod.isStatic()) {
            return new Workload("static", pod.pod(), "");
        }
        var deployment = DEPLOYMENT.matcher(pod.pod());
        if (deployment.matches()) {
            return new Workload("deployment", deployment.group(1), deployment.group(2));
        }
        var daemonSet = DAEMON_SET.matcher(pod.pod());
        if (daemonSet.matches()) {
            return named("daemonset", daemonSet);
        }
        var statefulSet = STATEFUL_SET.matcher(pod.pod());
        return statefulSet.matches()
                ? named("statefulset", statefulSet)
                : new Workload("pod", pod.pod(), "");
    }

    private static Workload named(String kind, Matcher match) {
        return new Workload(kind, match.group(1), "");
    }

    @Override
    public String toString() {
        return kind + "/" + name;
    }
}
