package dev.inquest.standalone.demo.fleet;

import dev.inquest.schemas.NodeKey;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/// One simulated machine as it is when the story begins.
///
/// @param attributes facts other than kernel and crash dump
/// @param uptime how long it has been up when the story begins
/// @param phase when in the first ten seconds its agent's first heartbeat comes
public record FleetNode(
        NodeKey key,
        Zone zone,
        Kernel kernel,
        CrashReservation reservation,
        Map<String, String> attributes,
        Network network,
        Load load,
        Duration uptime,
        Duration phase) {

    /// Whether the cloud may take it away at any time.
    public boolean isSpot() {
        return "spot".equals(attributes.get("capacity_type"));
    }

    /// The same machine with another reservation for its crash-dump kernel.
    public FleetNode reserving(CrashReservation other) {
        return new FleetNode(key, zone, kernel, other, attributes, network, load, uptime, phase);
    }

    /// The same machine, with a left-over kube-ipvs0 or without.
    public FleetNode withPhantom(boolean phantom) {
        var links = new Network(network.zone(), network.number(), phantom);
        return new FleetNode(
                key, zone, kernel, reservation, attributes, links, load, uptime, phase);
    }

    /// Everything the node's agent tells of it while it runs this kernel.
    public Map<String, String> facts(Kernel running) {
        var facts = new HashMap<>(attributes);
        facts.put("kernel_release", running.release());
        facts.put("distro", running.distro());
        facts.put("distro_version", running.distroVersion());
        facts.putAll(reservation.facts());
        return Map.copyOf(facts);
    }

    /// An id of something that belongs to this node, the same on every run.
    public String idOf(String thing) {
        var name = key + "#" + thing;
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
