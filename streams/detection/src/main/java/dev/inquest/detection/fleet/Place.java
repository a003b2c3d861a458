package dev.inquest.detection.fleet;

/// Where nodes can fall silent together: a zone of a cluster, or the whole cluster.
///
/// @param zone empty for the whole cluster
record Place(String cluster, String zone) {

    static Place whole(String cluster) {
        return new Place(cluster, "");
    }

    boolean isWhole() {
        return zone.isEmpty();
    }
}
