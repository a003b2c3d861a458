package dev.inquest.console.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.inquest.console.Console;
import dev.inquest.console.Fleet;
import dev.inquest.console.NodeSearch;
import dev.inquest.schemas.json.PlainJson;
import dev.inquest.schemas.wire.NodeStatus;
import dev.inquest.tables.Row;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

/// Serves the page of a node, and finds nodes by a piece of their name.
@Controller("/console/api/nodes")
@Produces(MediaType.APPLICATION_JSON)
@ExecuteOn(TaskExecutors.BLOCKING)
final class NodesController {

    private static final int FOUND = 50;
    private static final int LONGEST_NAME = 500;

    private final Console console;

    NodesController(Console console) {
        this.console = console;
    }

    @Get
    String find(@QueryValue(defaultValue = "") String name) {
        var fleet = console.fleet();
        var json = Json.array();
        NodeSearch.closest(fleet.tables().nodes().snapshot(), name, FOUND)
                .forEach(row -> json.add(NodeJson.line(row.key(), row.value())));
        return Json.text(json);
    }

    @Get("/one")
    HttpResponse<String> one(@QueryValue String key) {
        var fleet = console.fleet();
        if (key.length() > LONGEST_NAME) {
            return HttpResponse.notFound();
        }
        return fleet.tables()
                .nodes()
                .get(key)
                .map(row -> HttpResponse.ok(Json.text(page(fleet, row))))
                .orElseGet(HttpResponse::notFound);
    }

    private static ObjectNode page(Fleet fleet, Row<NodeStatus> row) {
        var json = Json.object();
        json.put("at", fleet.clock().now().toEpochMilli());
        json.set("node", PlainJson.write(row.value()));
        fleet.tables()
                .links()
                .get(row.key())
                .ifPresent(links -> json.set("links", PlainJson.write(links.value())));
        var findings = json.putArray("findings");
        fleet.tables().findings().snapshot().stream()
                .map(Row::value)
                .filter(finding -> finding.getScope().getNodes().contains(row.key()))
                .map(FindingJson::line)
                .forEach(findings::add);
        return json;
    }
}
