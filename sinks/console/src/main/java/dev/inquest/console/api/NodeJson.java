package dev.inquest.console.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.inquest.console.Fleet;
import dev.inquest.schemas.json.PlainJson;
import dev.inquest.schemas.wire.NodeStatus;
import dev.inquest.schemas.wire.StateChange;
import java.util.Collection;

/// A node as the screens read it.
final class NodeJson {

    private NodeJson() {}

    /// One line for each of these nodes that is known.
    static ArrayNode lines(Fleet fleet, Collection<String> keys) {
        var lines = Json.array();
        for (var key : keys) {
            fleet.tables()
                    .nodes()
                    .get(key)
                    .map(row -> line(key, row.value()))
                    .ifPresentOrElse(lines::add, () -> lines.addObject().put("key", key));
        }
        return lines;
    }

    static ObjectNode line(String key, NodeStatus node) {
        var json = Json.object();
        json.put("key", key)
                .put("state", node.getState().name())
                .put("since", node.getSince().toEpochMilli())
                .put("witnessed", node.getWitnessed());
        if (!node.getCauses().isEmpty()) {
            json.put("why", node.getCauses().getFirst());
        }
        var changes = json.putArray("changes");
        for (StateChange change : node.getRecentChanges()) {
            changes.add(PlainJson.write(change));
        }
        return json;
    }
}
