package dev.inquest.detection.event;

/// Names a machine of the fleet.
public record NodeId(String cluster, String name) implements Comparable<NodeId> {

    @Override
    public int compareTo(NodeId other) {
        var byCluster = cluster.compareTo(other.cluster);
        return byCluster != 0 ? byCluster : name.compareTo(other.name);
    }

    @Override
    public String toString() {
        return cluster + "/" + name;
    }
}
