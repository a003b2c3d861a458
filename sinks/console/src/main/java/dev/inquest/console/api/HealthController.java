package dev.inquest.console.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.inquest.console.Census;
import dev.inquest.console.Console;
import dev.inquest.console.Fleet;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// Serves what can be said of Inquest itself: who reads, who lags, who is blind.
@Controller("/console/api/health")
@Produces(MediaType.APPLICATION_JSON)
@ExecuteOn(TaskExecutors.BLOCKING)
final class HealthController {

    private static final int NAMED = 20;

    private final Console console;
    private final Census census;

    HealthController(Console console, Census census) {
        this.console = console;
        this.census = census;
    }

    @Get
    String health() throws InterruptedException {
        var fleet = console.fleet();
        var json = Json.object();
        json.put("at", fleet.clock().now().toEpochMilli()).put("rules", fleet.rules());
        var states = census.states(fleet.tables().nodes().snapshot());
        json.put("nodes", states.total()).set("states", FleetController.counts(states.counts()));
        groups(fleet, json);
        sinks(fleet, json);
        tables(fleet, json);
        blind(fleet, json);
        return Json.text(json);
    }

    private static void groups(Fleet fleet, ObjectNode json) throws InterruptedException {
        var groups = json.putArray("groups");
        try {
            var state = fleet.plumbing().look();
            json.put("dead_letters", state.deadLetters());
            for (var group : state.groups()) {
                var one = groups.addObject().put("name", group.name());
                one.put("members", group.members());
                var lag = one.putObject("lag");
                group.lag().forEach(lag::put);
            }
        } catch (RuntimeException e) {
            json.put("kafka", String.valueOf(e.getMessage()));
        }
    }

    private static void sinks(Fleet fleet, ObjectNode json) {
        var sinks = json.putArray("sinks");
        for (var sink : fleet.plumbing().sinks()) {
            sinks.addObject()
                    .put("name", sink.name())
                    .put("says", sink.says())
                    .put("trouble", sink.trouble());
        }
    }

    private static void tables(Fleet fleet, ObjectNode json) {
        var tables = json.putArray("tables");
        for (var table : fleet.tables().all()) {
            var counts = table.counts();
            tables.addObject()
                    .put("name", table.name())
                    .put("rows", counts.rows())
                    .put("bytes", counts.bytes())
                    .put("unreadable", counts.unreadable())
                    .put("refused", counts.refused())
                    .put("followers", counts.followers());
        }
    }

    private static void blind(Fleet fleet, ObjectNode json) {
        var blind = new TreeMap<String, List<String>>();
        for (var row : fleet.tables().nodes().snapshot()) {
            for (var source : row.value().getBlind()) {
                blind.computeIfAbsent(source, _ -> new ArrayList<>()).add(row.key());
            }
        }
        var sources = json.putArray("blind");
        blind.forEach((source, nodes) -> {
            var one = sources.addObject().put("source", source).put("count", nodes.size());
            var named = one.putArray("nodes");
            nodes.stream().sorted().limit(NAMED).forEach(named::add);
        });
    }
}
