package dev.inquest.detection.event;

import java.util.List;

/// A workload of which a node runs a pod, in the version that it runs.
///
/// @param workload such as daemonset/cilium
/// @param revision its controller's revision; empty where nobody said
/// @param images what its containers run, as container@sha256:digits
public record Running(String workload, String revision, List<String> images) {

    public Running {
        images = List.copyOf(images);
    }
}
