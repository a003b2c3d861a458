package dev.inquest.collectors.agent;

import dev.inquest.collectors.heartbeat.HeartbeatSettings;
import dev.inquest.collectors.pods.PodLogSettings;
import dev.inquest.schemas.NodeKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// What one node's agent watches, and where it keeps how far it came.
///
/// @param root where the host's file system is, `/` unless it is mounted elsewhere
/// @param state where positions are kept over a restart
/// @param removePstore whether pstore is emptied once Kafka has what was in it
/// @param podLogs which logs of pods are watched for restarts; empty where there are none
public record NodeAgentSettings(
        NodeKey node,
        Path root,
        Path state,
        HeartbeatSettings heartbeats,
        boolean removePstore,
        Optional<PodLogSettings> podLogs) {

    /// A heartbeat each ten seconds, pstore left as it is, and the pods of the system where this
    /// host has any.
    public static NodeAgentSettings of(NodeKey node, Path root, Path state) {
        return new NodeAgentSettings(
                node, root, state, HeartbeatSettings.DEFAULT, false, podLogs(root, state));
    }

    private static Optional<PodLogSettings> podLogs(Path root, Path state) {
        var usual = root.resolve(Path.of("/").relativize(PodLogSettings.USUAL_DIRECTORY));
        return Optional.of(usual)
                .filter(Files::isDirectory)
                .map(directory ->
                        PodLogSettings.of(
                                directory, PodLogSettings.SYSTEM_NAMESPACES, podLogState(state)));
    }

    /// Where it is kept how far the logs of pods were read.
    public static Path podLogState(Path state) {
        return state.resolve("pod-logs.counts");
    }

    /// The same with another heartbeat.
    public NodeAgentSettings beating(HeartbeatSettings heartbeat) {
        return new NodeAgentSettings(node, root, state, heartbeat, removePstore, podLogs);
    }

    /// The same, with pstore emptied once Kafka has what was in it, or not.
    public NodeAgentSettings removingPstore(boolean remove) {
        return new NodeAgentSettings(node, root, state, heartbeats, remove, podLogs);
    }

    /// The same with other logs of pods.
    public NodeAgentSettings watching(Optional<PodLogSettings> logs) {
        return new NodeAgentSettings(node, root, state, heartbeats, removePstore, logs);
    }
}
