package dev.inquest.console.live;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.inquest.console.Census;
import dev.inquest.console.Fleet;
import dev.inquest.console.api.FindingJson;
import dev.inquest.schemas.wire.Finding;
import dev.inquest.schemas.wire.FindingStatus;
import dev.inquest.schemas.wire.NodeStatus;
import dev.inquest.tables.Batch;
import dev.inquest.tables.Change;
import dev.inquest.tables.Changes;
import io.micronaut.http.sse.Event;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/// What one screen hears: batches of changed nodes and findings, and a beat each second that says
/// how late it is and how the fleet stands.
final class Watching {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int WAITING = 20_000;
    private static final Duration POLL = Duration.ofMillis(200);
    private static final int POLLS_A_BEAT = 5;

    private final Fleet fleet;
    private final Census census;
    private final Changes<NodeStatus> nodes;
    private final Changes<Finding> findings;
    private final Deque<Event<String>> ready = new ArrayDeque<>();
    private int polls;

    private Watching(
            Fleet fleet, Census census, Changes<NodeStatus> nodes, Changes<Finding> findings) {
        this.fleet = fleet;
        this.census = census;
        this.nodes = nodes;
        this.findings = findings;
        ready.add(beat());
    }

    static Watching begin(Fleet fleet, Census census) {
        return new Watching(
                fleet,
                census,
                fleet.tables().nodes().follow(WAITING).changes(),
                fleet.tables().findings().follow(WAITING).changes());
    }

    /// Waits for the next event; nothing when this screen's stream is over.
    Optional<Event<String>> next() {
        try {
            while (ready.isEmpty()) {
                poll();
            }
            return Optional.of(ready.remove());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private void poll() throws InterruptedException {
        polls++;
        if (polls % POLLS_A_BEAT == 0) {
            ready.add(beat());
        }
        tellNodes(nodes.take(POLL));
        tellFindings(findings.take(Duration.ZERO));
    }

    private void tellNodes(Batch<Change<NodeStatus>> batch) {
        if (batch.missed() > 0) {
            ready.add(event("again", JSON.objectNode()));
            return;
        }
        var changed = JSON.arrayNode();
        for (var change : batch.items()) {
            var after = change.after();
            var one = changed.addArray().add(change.key());
            one.add(after == null ? "" : after.value().getState().name());
        }
        if (!changed.isEmpty()) {
            ready.add(event("nodes", changed));
        }
    }

    private void tellFindings(Batch<Change<Finding>> batch) {
        if (batch.missed() > 0) {
            ready.add(event("again", JSON.objectNode()));
            return;
        }
        var changed = JSON.arrayNode();
        for (var change : batch.items()) {
            var after = change.after();
            if (after == null) {
                changed.addObject().put("gone", change.key());
            } else {
                changed.add(FindingJson.line(after.value()));
            }
        }
        if (!changed.isEmpty()) {
            ready.add(event("findings", changed));
        }
    }

    private Event<String> beat() {
        var states = census.states(fleet.tables().nodes().snapshot());
        var json = JSON.objectNode();
        json.put("at", fleet.clock().now().toEpochMilli()).put("total", states.total());
        var counts = json.putObject("counts");
        states.counts().forEach((state, count) -> counts.put(state.name(), count));
        json.put(
                "open",
                fleet.tables().findings().snapshot().stream()
                        .filter(row -> row.value().getStatus() == FindingStatus.OPEN)
                        .filter(row -> row.value().getParent() == null)
                        .count());
        return event("beat", json);
    }

    private static Event<String> event(String name, JsonNode data) {
        return Event.of(data.toString()).name(name);
    }

    void close() {
        nodes.close();
        findings.close();
    }
}
