package dev.inquest.console.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.inquest.console.Console;
import dev.inquest.console.Fleet;
import dev.inquest.console.HeldBack;
import dev.inquest.schemas.wire.Finding;
import dev.inquest.schemas.wire.FindingStatus;
import dev.inquest.tables.Row;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.Comparator;

/// Serves the list of findings and the page of one.
@Controller("/console/api/findings")
@Produces(MediaType.APPLICATION_JSON)
@ExecuteOn(TaskExecutors.BLOCKING)
final class FindingsController {

    private static final int LISTED = 2_000;
    private static final int CHILDREN = 200;

    private static final Comparator<Finding> OPEN_FIRST =
            Comparator.comparing((Finding finding) -> finding.getStatus() != FindingStatus.OPEN)
                    .thenComparing(finding -> finding.getParent() != null)
                    .thenComparing(Finding::getFirstSeen, Comparator.reverseOrder())
                    .thenComparing(Finding::getId);

    private final Console console;

    FindingsController(Console console) {
        this.console = console;
    }

    @Get
    String list() {
        var fleet = console.fleet();
        var findings = fleet.tables().findings().snapshot();
        var json = Json.object();
        json.put("at", fleet.clock().now().toEpochMilli()).put("total", findings.size());
        var list = json.putArray("findings");
        findings.stream()
                .map(Row::value)
                .sorted(OPEN_FIRST)
                .limit(LISTED)
                .map(FindingJson::line)
                .forEach(list::add);
        return Json.text(json);
    }

    @Get("/{id}")
    HttpResponse<String> one(String id) {
        var fleet = console.fleet();
        return fleet.tables()
                .findings()
                .get(id)
                .map(row -> HttpResponse.ok(Json.text(page(fleet, row))))
                .orElseGet(HttpResponse::notFound);
    }

    private static ObjectNode page(Fleet fleet, Row<Finding> row) {
        var finding = row.value();
        var json = Json.object();
        json.put("at", fleet.clock().now().toEpochMilli());
        json.set("finding", FindingJson.whole(row));
        var parent = finding.getParent();
        if (parent != null) {
            fleet.tables()
                    .findings()
                    .get(parent)
                    .ifPresent(found -> json.set("parent", FindingJson.line(found.value())));
        }
        var children = json.putArray("children");
        fleet.tables().findings().snapshot().stream()
                .map(Row::value)
                .filter(child -> finding.getId().equals(child.getParent()))
                .sorted(OPEN_FIRST)
                .limit(CHILDREN)
                .map(FindingJson::line)
                .forEach(children::add);
        json.set("nodes", NodeJson.lines(fleet, finding.getScope().getNodes()));
        json.set("held_back", heldBack(fleet, finding));
        return json;
    }

    private static ObjectNode heldBack(Fleet fleet, Finding finding) {
        var held = HeldBack.beside(finding, fleet.tables().nodes().snapshot());
        var json = Json.object();
        json.put("count", held.count());
        var groups = json.putArray("groups");
        for (var group : held.groups()) {
            var one = groups.addObject().put("state", group.state().name());
            one.put("count", group.count());
            var nodes = one.putArray("nodes");
            group.nodes()
                    .forEach(node ->
                            nodes.addObject()
                                    .put("node", node.key())
                                    .put("why", node.why())
                                    .put("since", node.since().toEpochMilli()));
        }
        return json;
    }
}
