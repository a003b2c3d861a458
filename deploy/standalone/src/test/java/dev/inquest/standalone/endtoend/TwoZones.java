package dev.inquest.standalone.endtoend;

import dev.inquest.schemas.Topic;
import dev.inquest.schemas.wire.Heartbeat;
import dev.inquest.schemas.wire.NodeFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;

/// Eighty nodes in two zones that beat every ten seconds, published second by second; one zone can
/// be cut off.
final class TwoZones implements AutoCloseable {

    static final int IN_EACH = 40;

    private static final Instant START = Instant.parse("2024-06-17T02:00:00Z");

    private final Broadcast broadcast;
    private long second;

    TwoZones(Broadcast broadcast) {
        this.broadcast = broadcast;
        for (var node = 0; node < 2 * IN_EACH; node++) {
            publish(
                    broadcast.topics().facts(),
                    key(node) + "#agent",
                    NodeFacts.newBuilder()
                            .setAttributes(Map.of("zone", node < IN_EACH ? "a" : "b"))
                            .build());
        }
    }

    /// @param zoneA whether its nodes are heard
    /// @param ticks whether a detector lets time pass meanwhile
    void live(Duration time, boolean zoneA, boolean ticks) {
        for (var end = second + time.toSeconds(); second < end; second++) {
            for (var node = zoneA ? 0 : IN_EACH; node < 2 * IN_EACH; node++) {
                if (Math.floorMod(second - node, 10) == 0) {
                    beat(node);
                }
            }
            if (ticks) {
                broadcast.tick(now());
            }
        }
        broadcast.flush();
    }

    /// The time of the last second published.
    Instant last() {
        return START.plusSeconds(second - 1);
    }

    private void beat(int node) {
        publish(
                broadcast.topics().heartbeats(),
                key(node),
                Heartbeat.newBuilder()
                        .setBootId("boot-" + node)
                        .setUptimeMs(86_400_000 + second * 1_000)
                        .build());
    }

    private <V extends SpecificRecord> void publish(Topic<V> topic, String key, V value) {
        broadcast.publish(topic, key, value, now());
    }

    private Instant now() {
        return START.plusSeconds(second);
    }

    private static String key(int node) {
        return "prod/node-%02d".formatted(node);
    }

    @Override
    public void close() {
        broadcast.close();
    }
}
