package dev.inquest.console.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.inquest.console.Census;
import dev.inquest.console.Console;
import dev.inquest.console.FleetMap;
import dev.inquest.schemas.wire.NodeStateName;
import dev.inquest.tables.Row;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.List;
import java.util.Map;

/// Serves the map of the fleet. States are letters, one per node, so that ten thousand nodes are a
/// few hundred kilobytes of names and ten of states.
@Controller("/console/api/fleet")
@Produces(MediaType.APPLICATION_JSON)
@ExecuteOn(TaskExecutors.BLOCKING)
final class FleetController {

    /// Nodes on the map; beyond that live ones are only counted.
    private static final int ROOM = 50_000;

    private static final List<NodeStateName> STATES = List.of(NodeStateName.values());

    private final Console console;
    private final Census census;

    FleetController(Console console, Census census) {
        this.console = console;
        this.census = census;
    }

    @Get
    String map(@QueryValue(defaultValue = "zone") String by) {
        var fleet = console.fleet();
        var nodes = fleet.tables().nodes().snapshot();
        var map = FleetMap.of(() -> nodes.stream().map(Row::value).iterator(), by, ROOM);
        var json = Json.object();
        json.put("at", fleet.clock().now().toEpochMilli())
                .put("by", by)
                .put("total", map.total())
                .put("omitted", map.omitted());
        var states = json.putArray("states");
        for (var state : STATES) {
            states.add(state.name());
        }
        var groups = json.putArray("groups");
        map.groups().forEach(group -> groups.add(json(group)));
        return Json.text(json);
    }

    private static ObjectNode json(FleetMap.Group group) {
        var json = Json.object().put("name", group.name()).put("total", group.total());
        json.set("counts", counts(group.counts()));
        var letters = new StringBuilder(group.nodes().size());
        var names = json.putArray("nodes");
        for (var dot : group.nodes()) {
            names.add(dot.key());
            letters.append(letter(dot.state()));
        }
        return json.put("letters", letters.toString());
    }

    static ObjectNode counts(Map<NodeStateName, Integer> counts) {
        var json = Json.object();
        counts.forEach((state, count) -> json.put(state.name(), count));
        return json;
    }

    /// The position of a state in the list, from A on.
    private static char letter(NodeStateName state) {
        return (char) ('A' + STATES.indexOf(state));
    }

    @Get("/attributes")
    String attributes() {
        var found = census.attributes(console.fleet().tables().nodes().snapshot());
        var json = Json.object();
        found.values().forEach(json::put);
        return Json.text(json);
    }
}
